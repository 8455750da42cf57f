import { assertEquals } from "@std/assert";
import {
  blockFor,
  groupsOf,
  threadsOf,
} from "../../../../lib/learn/backend/webgpu_convolution/block.ts";

Deno.test("blockFor() keeps a card busy: small blocks where large ones would be few", () => {
  const many = blockFor(264 * 128, 64), few = blockFor(263 * 128, 64);
  assertEquals([many.pixels, few.pixels], [128, 64]);
  assertEquals(groupsOf(many, 264 * 128, 64), [1, 264]);
});

Deno.test("blockFor() asks no more of a card than each has", () => {
  for (const block of [blockFor(1e6, 64), blockFor(1, 1)]) {
    const { pixels, outputs, depth } = block;
    const bytes = 4 * depth * (pixels + outputs);
    assertEquals([threadsOf(block) <= 256, bytes <= 16_384], [true, true]);
  }
});
