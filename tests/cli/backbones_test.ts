import { assert, assertEquals } from "@std/assert";
import { openBackbone } from "../../lib/cli/backbones.ts";
import { openBackend } from "../../lib/learn/backend.ts";

const { tf } = await openBackend({ log: () => {} });

Deno.test("openBackbone() says what its weights were trained on, and from which block on it is trained", async () => {
  const { backbone, trained, trainedOn, from } = await openBackbone(tf, { dir: "nowhere" });
  assertEquals(backbone.blocks.indexOf(from) > 0, true);
  assertEquals(trained, !/random/.test(trainedOn));
  backbone.dispose();
});

Deno.test("openBackbone() takes random weights where the channels are not those of the model", async () => {
  const { backbone, trained, trainedOn } = await openBackbone(tf, { dir: "nowhere", channels: 5 });
  assertEquals([backbone.channels, trained], [5, false]);
  assert(trainedOn.includes("random"));
  backbone.dispose();
});
