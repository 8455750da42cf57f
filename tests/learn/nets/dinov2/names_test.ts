import { assertEquals } from "@std/assert";
import { transformerNames, transformerShape } from "../../../../lib/learn/nets/dinov2/names.ts";
import { weight } from "../formula.ts";

Deno.test("ViT-S/14 has 174 tensors of 22.1 million numbers", () => {
  const names = transformerNames({ width: 384, depth: 12, hidden: 1536, patch: 14, side: 37 });
  // The official file has one more, mask_token.
  assertEquals(names.size, 174);
  const count = [...names.values()].reduce((sum, s) => sum + s.reduce((a, b) => a * b), 0);
  // sum(p.numel() for p in Dinov2Model(ViT-S/14).parameters()) less its mask token of 384.
  assertEquals(count, 22_056_576 - 384);
});

Deno.test("the size of a network is read off its tensors", () => {
  const shape = { width: 128, depth: 3, hidden: 200, patch: 8, side: 5 };
  const tensors = new Map(
    [...transformerNames(shape)].map(([name, size]) => [name, weight(name, size)]),
  );
  assertEquals(transformerShape(tensors), shape);
});
