import { assertEquals } from "@std/assert";
import { blocks } from "../../../../lib/learn/nets/inception_v3/blocks.ts";
import { carry } from "../../../../lib/learn/nets/inception_v3/step.ts";
import fixture from "../fixtures/inception_v3.json" with { type: "json" };

Deno.test("each block takes what the one before gives, and gives torchvision's channels", () => {
  let channels = 3;
  for (const block of blocks) {
    channels = carry(block, channels, {
      convolve: (given, { inputs, outputs, name }) => {
        assertEquals(given, inputs, name);
        return outputs;
      },
      max: (given) => given,
      mean: (given) => given,
      concat: (parts) => parts.reduce((a, b) => a + b),
    });
    assertEquals(channels, block.outputs, block.name);
    const { shape } = fixture.blocks[block.name as keyof typeof fixture.blocks];
    assertEquals(channels, shape[1], block.name);
  }
});
