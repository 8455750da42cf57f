import { assertEquals } from "@std/assert";
import { connectedComponents } from "../../lib/segment/components.ts";
import reference from "./fixtures/blocks.json" with { type: "json" };

Deno.test("connectedComponents() numbers regions as scipy.ndimage.label, with and without corners", () => {
  for (const { width, mask, components4, components8 } of reference.masks) {
    const data = Uint8Array.from(mask);
    const four = connectedComponents(data, width, { connectivity: 4 });
    assertEquals([...four.labels], components4);
    assertEquals(four.count, Math.max(...components4));
    assertEquals([...connectedComponents(data, width).labels], components8);
  }
});

Deno.test("connectedComponents() finds nothing in an empty mask and one region in a full one", () => {
  assertEquals(connectedComponents(new Uint8Array(12), 4).count, 0);
  assertEquals(connectedComponents(new Uint8Array(12).fill(7), 4).count, 1);
  assertEquals(connectedComponents(new Uint8Array(0), 0).count, 0);
});

Deno.test("connectedComponents() does not join the end of a row with the start of the next", () => {
  assertEquals(connectedComponents(new Uint8Array([0, 0, 1, 1, 0, 0]), 3).count, 2);
});

Deno.test("connectedComponents() follows a spiral of any length as one region", () => {
  const side = 201, mask = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) mask[y * side + x] = y % 2 ? 0 : 1;
  for (let y = 1; y < side; y += 2) mask[y * side + (y % 4 === 1 ? side - 1 : 0)] = 1;
  assertEquals(connectedComponents(mask, side, { connectivity: 4 }).count, 1);
});
