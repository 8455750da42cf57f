import { InputError } from "../../core/errors.ts";
import type { Invocation } from "../command.ts";
import { refuseUnused } from "../refuse_unused.ts";

/**
 * The shrinkage of a whitening that `--shrinkage` gives, or "auto".
 *
 * @param invocation The command line.
 * @throws {InputError} for another number than 0 to 1, or beside `--hold-out-by`, which is for choosing it.
 *
 * @example
 * ```ts
 * import { shrinkageOf } from "./shrinkage.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const none = { text: () => undefined, number: () => undefined, flag: () => false };
 * assertEquals(shrinkageOf(none), "auto");
 * ```
 */
export function shrinkageOf(
  invocation: Pick<Invocation, "text" | "number" | "flag">,
): number | "auto" {
  const shrinkage = invocation.number("shrinkage");
  if (shrinkage === undefined) return "auto";
  if (!(shrinkage >= 0 && shrinkage <= 1)) {
    throw new InputError("--shrinkage must be a number from 0 to 1", { found: shrinkage });
  }
  refuseUnused(invocation, ["hold-out-by"], "without --shrinkage, which held-out controls choose");
  return shrinkage;
}
