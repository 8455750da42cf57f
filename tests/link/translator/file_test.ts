import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { encodeModel } from "../../../lib/learn/model_file.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { consensusOf } from "../../../lib/link/matched.ts";
import { embed, trainTranslator } from "../../../lib/link/translator.ts";
import { decodeTranslator, encodeTranslator } from "../../../lib/link/translator/file.ts";
import { planted } from "../planted.ts";

const { tf } = await openBackend({ backend: "cpu", log: () => {} });

Deno.test("decodeTranslator() reads what encodeTranslator() wrote, and it embeds the same", async () => {
  const matched = planted(12, 1, 1);
  const translator = await trainTranslator(tf, matched, { epochs: 5, hidden: 7, embedding: 3 });
  const saved = {
    translator,
    features: ["a", "b", "c", "d", "e", "f"],
    descriptors: false,
    compounds: [{ name: "compound 1", smiles: "C" }],
    metrics: { mrr: 0.25 },
  };
  const read = decodeTranslator(await encodeTranslator(saved));
  assertEquals(read, saved);
  const rows = consensusOf(matched);
  assertEquals(
    await embed(tf, read.translator, "profile", rows),
    await embed(tf, translator, "profile", rows),
  );
});

Deno.test("decodeTranslator() refuses a model of another network by name", () => {
  const other = {
    network: "hybrid",
    settings: {},
    classes: [],
    fingerprint: "",
    metrics: {},
    weights: {},
  };
  assertThrows(
    () => decodeTranslator(encodeModel(other), "m.safetensors"),
    InputError,
    "translator",
  );
});
