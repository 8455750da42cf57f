import { assert, assertEquals } from "@std/assert";
import { openBackbone } from "../../lib/cli/backbones.ts";
import { openBackend } from "../../lib/learn/backend.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("openBackbone() says what its weights were trained on, and which blocks are the last", async () => {
  const { backbone, trained, trainedOn, last } = await openBackbone(tf, { dir: "nowhere" });
  assertEquals(backbone.blocks.slice(-2), [...last]);
  assertEquals(trained, !/random/.test(trainedOn));
  backbone.dispose();
});

Deno.test("openBackbone() takes random weights where the channels are not those of the model", async () => {
  const { backbone, trained, trainedOn } = await openBackbone(tf, { dir: "nowhere", channels: 5 });
  assertEquals([backbone.channels, trained], [5, false]);
  assert(trainedOn.includes("random"));
  backbone.dispose();
});
