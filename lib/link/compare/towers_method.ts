import { rowProducts } from "../../core/row_products.ts";
import { transpose } from "../../core/transpose.ts";
import type { TensorFlow } from "../../learn/backend.ts";
import { consensusOf } from "../matched.ts";
import { embed, trainTranslator, type TranslatorOptions } from "../translator.ts";
import type { Method, Setting } from "./method.ts";

/** Settings that are tried: both losses, a hidden layer and none. */
export const usualSettings: readonly Setting[] = [
  { loss: "InfoLOOB", hidden: 128 },
  { loss: "InfoNCE", hidden: 128 },
  { loss: "InfoNCE", hidden: 0 },
];

/**
 * The contrastive translator as a method: setting and number of epochs are chosen on the validation
 * compounds, then it is trained anew on these too.
 *
 * @param tf TensorFlow.js.
 * @param options Settings to choose from, and what all have in common.
 *
 * @example
 * ```ts
 * import { openBackend } from "../../learn/backend.ts";
 * import { contrastiveTowers } from "./towers_method.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { tf } = await openBackend({ backend: "cpu", log: () => {} });
 * assertEquals(contrastiveTowers(tf).settings.length, 3);
 * ```
 */
export function contrastiveTowers(
  tf: TensorFlow,
  { settings = usualSettings, ...common }: Omit<TranslatorOptions, "validation"> & {
    /** Settings to choose from: names and values of a translator's options; defaults to three. */
    settings?: readonly Setting[];
  } = {},
): Method {
  return {
    name: "contrastive",
    settings,
    prepare: (train, validation) => async (setting) => {
      const translator = await trainTranslator(tf, train, {
        ...common,
        ...setting,
        ...(validation === undefined ? {} : { validation }),
      });
      return {
        again: { ...setting, epochs: translator.epochs },
        score: async (test) => {
          const profiles = await embed(tf, translator, "profile", consensusOf(test));
          const structures = await embed(tf, translator, "structure", test.structures);
          const toStructure = rowProducts(profiles, structures);
          return { toStructure, toProfile: transpose(toStructure) };
        },
      };
    },
  };
}
