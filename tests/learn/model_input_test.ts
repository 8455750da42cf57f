import { assertEquals } from "@std/assert";
import { readCheckpoint } from "../../lib/learn/checkpoint.ts";
import { encodeModel } from "../../lib/learn/model_file.ts";
import { modelInput } from "../../lib/learn/model_input.ts";

const saved = (settings: Record<string, string | number | string[]>) =>
  readCheckpoint(encodeModel({
    network: "net",
    settings,
    classes: ["a"],
    fingerprint: "",
    metrics: {},
    weights: { bias: new Float32Array(1) },
  })).values;

Deno.test("modelInput() reads what a model was saved with, and nothing from others", () => {
  const input = { channels: ["Actin", "DAPI"], side: 107, bits: 8 };
  assertEquals(modelInput(saved({ ...input, seed: 1 })), input);
  assertEquals(modelInput(saved({ channels: 3 })), {});
  assertEquals(modelInput(new Map([["settings", JSON.stringify(input)]])), {});
  const torn = new Map([["kind", "cell2structure model 1"], ["settings", "{"]]);
  assertEquals(modelInput(torn), {});
});
