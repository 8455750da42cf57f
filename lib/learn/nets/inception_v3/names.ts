import { auxiliary, blocks } from "./blocks.ts";
import { type Convolution, convolutionsOf } from "./step.ts";

/** What is variable about the network. */
export interface InceptionShape {
  /** Classes that the heads tell apart. */
  classes: number;
  /** Whether there is an auxiliary head. */
  auxiliary: boolean;
}

/** Every convolution of the network with the auxiliary head's, in the order of the state dict. */
function allConvolutions(
  { auxiliary: aux }: Pick<InceptionShape, "auxiliary">,
): Convolution[] {
  return blocks.flatMap((block) => [
    // The auxiliary head stands in the state dict where it is built, before Mixed_7a.
    ...(aux && block.name === "Mixed_7a" ? auxiliary : []),
    ...convolutionsOf(block),
  ]);
}

/** The four rows of numbers of a batch normalisation, by PyTorch's names. */
export const normalization = ["weight", "bias", "running_mean", "running_var"] as const;

/**
 * The tensors of the network by the names that torchvision gives them.
 *
 * @param shape Number of classes, auxiliary head.
 * @returns Shape of each tensor by name, in PyTorch's order of axes.
 *
 * @example
 * ```ts
 * import { inceptionNames } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = inceptionNames({ classes: 1000, auxiliary: true });
 * assertEquals(names.get("Mixed_6b.branch7x7_2.conv.weight"), [128, 128, 1, 7]);
 * assertEquals(names.get("fc.weight"), [1000, 2048]);
 * ```
 */
export function inceptionNames(shape: InceptionShape): Map<string, number[]> {
  const names = new Map<string, number[]>();
  for (const { name, inputs, outputs, kernel } of allConvolutions(shape)) {
    names.set(`${name}.conv.weight`, [outputs, inputs, ...kernel]);
    for (const part of normalization) names.set(`${name}.bn.${part}`, [outputs]);
  }
  for (const [head, inputs] of headsOf(shape)) {
    names.set(`${head}.weight`, [shape.classes, inputs]);
    names.set(`${head}.bias`, [shape.classes]);
  }
  return names;
}

/** The heads and how many numbers each reads. */
export function headsOf({ auxiliary }: Pick<InceptionShape, "auxiliary">): [string, number][] {
  return [...(auxiliary ? [["AuxLogits.fc", 768] as [string, number]] : []), ["fc", 2048]];
}

/**
 * Names of the tensors of a part, in the order of the state dict.
 *
 * @param part A block, or `fc`.
 *
 * @example
 * ```ts
 * import { namesOf } from "./names.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(namesOf("fc"), ["fc.weight", "fc.bias"]);
 * assertEquals(namesOf("maxpool1"), []);
 * ```
 */
export function namesOf(part: string): string[] {
  const names = inceptionNames({ classes: 1, auxiliary: false });
  return [...names.keys()].filter((name) => name.startsWith(`${part}.`));
}
