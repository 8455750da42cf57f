import type { MethodResult } from "../compare.ts";
import type { Setting } from "./method.ts";

/**
 * The setting to train a last time with, on all compounds: the one that was chosen most often, with the
 * middle number of epochs where there are any.
 *
 * @param result Of a method that was compared.
 *
 * @example
 * ```ts
 * import { usualChoice } from "./usual_choice.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const chosen = [10, 30, 20].map((epochs, fold) => ({
 *   repeat: 0,
 *   fold,
 *   setting: { hidden: 0, epochs },
 *   validationMrr: 0.1,
 * }));
 * assertEquals(usualChoice({ chosen }), { hidden: 0, epochs: 20 });
 * ```
 */
export function usualChoice({ chosen }: Pick<MethodResult, "chosen">): Setting {
  const kinds = Map.groupBy(chosen, ({ setting: { epochs: _, ...rest } }) => JSON.stringify(rest));
  const [most] = [...kinds.values()].sort((a, b) => b.length - a.length);
  const sorted = [...most ?? []].sort((a, b) =>
    Number(a.setting.epochs ?? 0) - Number(b.setting.epochs ?? 0)
  );
  return sorted[Math.floor((sorted.length - 1) / 2)]?.setting ?? {};
}
