import type { RDKit } from "../../chem/rdkit.ts";
import type { Matrix } from "../../core/matrix.ts";
import { rowProducts } from "../../core/row_products.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import { structureBits, structureFeatures } from "../structure_features.ts";
import { embed, type Translator } from "../translator.ts";

/**
 * Scores structures by how well they fit a profile, as a translator has it: the cosine of both
 * embeddings, -1 to 1.
 *
 * @param tf TensorFlow.js.
 * @param rdkit From `loadRDKit`.
 * @param translator The translator.
 * @param profile One profile, not scaled [1 × d].
 * @returns Scores structures given as SMILES.
 * @throws {InputError} for a profile with other features than in training.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "../../chem/rdkit.ts";
 * import { openBackend } from "../../learn/backend.ts";
 * import { structureFeatures } from "../structure_features.ts";
 * import { trainTranslator } from "../translator.ts";
 * import { profileScorer } from "./scorer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * const rdkit = await loadRDKit(), profiles = { rows: 2, cols: 1, data: Float32Array.of(-1, 1) };
 * const structures = structureFeatures(rdkit, ["CCO", "c1ccccc1"], false);
 * const train = { names: ["a", "b"], profiles, structures, compoundOf: Int32Array.of(0, 1) };
 * const translator = await trainTranslator(tf, train, { epochs: 1, hidden: 0, embedding: 2 });
 * const profile = { rows: 1, cols: 1, data: Float64Array.of(1) };
 * const score = await profileScorer(tf, rdkit, translator, profile);
 * assertEquals((await score(["CCN"])).length, 1);
 * ```
 */
export async function profileScorer(
  tf: TensorFlow,
  rdkit: RDKit,
  translator: Translator,
  profile: Matrix<Float32Array | Float64Array>,
): Promise<(smiles: readonly string[]) => Promise<Float64Array>> {
  const query = await embed(tf, translator, "profile", profile);
  const descriptors = translator.shape.structure > structureBits;
  return async (smiles) => {
    const features = structureFeatures(rdkit, smiles, descriptors);
    return rowProducts(query, await embed(tf, translator, "structure", features)).data;
  };
}
