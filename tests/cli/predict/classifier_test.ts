import { assertEquals, assertRejects } from "@std/assert";
import { readClassifier } from "../../../lib/cli/predict/classifier.ts";
import { encodeModel, type Model } from "../../../lib/learn/model_file.ts";

async function saved(model: Partial<Model>) {
  const file = await Deno.makeTempFile({ suffix: ".safetensors" });
  const whole = {
    network: "hybrid",
    settings: {},
    classes: ["a"],
    fingerprint: "",
    metrics: {},
    weights: { x: new Float32Array(1) },
    ...model,
  };
  await Deno.writeFile(file, encodeModel(whole));
  return { file, [Symbol.asyncDispose]: () => Deno.remove(file) };
}

Deno.test("readClassifier() says what a file tells of its images and of what it has seen", async () => {
  const settings = { channels: ["DNA", "ER"], label: "Metadata_Compound", seen: ["P1 B02"] };
  await using of = await saved({ settings });
  const { channelNames, channels, label, seen, sha256 } = await readClassifier(of.file);
  assertEquals([channelNames, channels, label], [["DNA", "ER"], 2, "Metadata_Compound"]);
  assertEquals([[...seen!], sha256.length], [["P1 B02"], 64]);
});

Deno.test("readClassifier() reads files of old, which hold a number of channels and no wells", async () => {
  await using of = await saved({ settings: { channels: 5 } });
  const { channelNames, channels, seen } = await readClassifier(of.file);
  assertEquals([channelNames, channels, seen], [undefined, 5, undefined]);
});

Deno.test("readClassifier() refuses networks without classes of fields", async () => {
  await using of = await saved({ network: "hcs_small" });
  await assertRejects(() => readClassifier(of.file), Error, "allowed: hybrid or inception_v3");
});
