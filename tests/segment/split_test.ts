import { assert, assertEquals } from "@std/assert";
import { foldOf, heldOut, type Part, partOf } from "../../lib/segment/split.ts";

Deno.test("partOf() follows the published FNV-1a hashes modulo 5", () => {
  // FNV-1a of "" is 2166136261, of "a" 3826002220, of "foobar" 3214735720.
  assertEquals([2166136261 % 5, 3826002220 % 5, 3214735720 % 5], [1, 0, 0]);
  assertEquals(["", "a", "foobar"].map((stem) => partOf(stem)), ["validation", "test", "test"]);
});

Deno.test("heldOut() keeps about a fifth of the images apart", () => {
  const stems = Array.from({ length: 2000 }, (_, i) => (i * 2654435761 % 2 ** 32).toString(16));
  const held = stems.filter(heldOut).length;
  assert(held > 320 && held < 480, `${held} of 2000`);
  assertEquals(stems.filter((stem) => partOf(stem) === "test").length, held);
});

Deno.test("partOf() tests each image in one fold, and validates with it in the fold before", () => {
  for (const stem of ["", "a", "foobar", "0084ecb4a44a"]) {
    const parts = Array.from({ length: 5 }, (_, fold) => partOf(stem, { fold }));
    const expected: Part[] = Array.from({ length: 5 }, () => "train");
    expected[foldOf(stem)] = "test";
    expected[(foldOf(stem) + 4) % 5] = "validation";
    assertEquals(parts, expected);
  }
});
