import pl from "nodejs-polars";
import { assertEquals, assertNotEquals } from "@std/assert";
import { dealControls } from "../../../lib/profile/guarded_tvn/deal_controls.ts";

const plates = ["P1", "P2"].flatMap((plate) => new Array<string>(12).fill(plate));
const meta = pl.DataFrame({ plate: plates });
const controls = plates.map((_, row) => row % 12 < 10);
const deal = (seed: number) => dealControls(meta, { controls, by: "plate", parts: 4, seed });

Deno.test("dealControls() gives each part two or three of a plate's ten controls, and no other row", () => {
  const parts = deal(1);
  for (const first of [0, 12]) {
    const own = parts.slice(first, first + 12);
    const sizes = [0, 1, 2, 3].map((part) => own.filter((one) => one === part).length);
    assertEquals(sizes, [3, 3, 2, 2]);
  }
  assertEquals([...parts.keys()].filter((row) => parts[row] === -1), [10, 11, 22, 23]);
});

Deno.test("dealControls() deals the same for a seed, otherwise for another, and each plate by itself", () => {
  assertEquals(deal(1), deal(1));
  assertNotEquals(deal(1), deal(2));
  assertNotEquals(deal(1).slice(0, 12), deal(1).slice(12));
});
