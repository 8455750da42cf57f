import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { decodeModel, encodeModel, fingerprint, withWeights } from "../../lib/learn/model_file.ts";
import { encodeTensors } from "../../lib/learn/safetensors.ts";
import { smallNetwork } from "./small_network.ts";

const network = smallNetwork();
const model = {
  network: "small",
  settings: { channels: ["DAPI", "β-Tubulin"], side: 64, scaled: true },
  classes: ["DMSO", "taxol"],
  fingerprint: "00ff",
  metrics: { balancedAccuracy: 1 / 3 },
  weights: Object.fromEntries(
    Object.entries(network.weights).map(([name, { data }]) => [name, data]),
  ),
};

Deno.test("decodeModel() gives back all that was saved, and the network its weights", () => {
  const read = decodeModel(encodeModel(model, { shapes: network }), "small");
  assertEquals(read, model);
  assertEquals(withWeights(smallNetwork(9), read).weights, network.weights);
});

Deno.test("encodeModel() with 16 bits halves the file and keeps three digits", () => {
  const half = encodeModel(model, { bits: 16 });
  const { weights } = decodeModel(half, "small");
  assertEquals(weights.first, model.weights.first!.map(Math.f16round));
  assertEquals(encodeModel(model).length - half.length, 2 * (16 + 8 + 24));
});

Deno.test("decodeModel() refuses another network's file, and files of another kind", () => {
  const bytes = encodeModel(model);
  assertThrows(() => decodeModel(bytes, "hybrid", "a.bin"), InputError, 'found "small"');
  const other = encodeTensors({ tensors: {}, metadata: {} });
  assertThrows(() => decodeModel(other, "small"), InputError, "found nothing");
  const torn = encodeTensors({
    tensors: {},
    metadata: { kind: "cell2structure model 1", network: "small", settings: "{" },
  });
  assertThrows(() => decodeModel(torn, "small"), InputError, "column settings");
});

Deno.test("encodeModel() refuses a metric that is NaN", () => {
  assertThrows(() => encodeModel({ ...model, metrics: { auc: NaN } }), InputError, "column auc");
});

Deno.test("fingerprint() is the SHA-256 of the sorted lines, as sha256sum gives it", async () => {
  // printf 'a\nb\n' | sha256sum
  const known = "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2";
  assertEquals(await fingerprint(["b", "a"]), known);
});
