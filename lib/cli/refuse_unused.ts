import { InputError } from "../core/errors.ts";
import type { Invocation } from "./command.ts";

/**
 * Refuses options that would have no effect: who gives one expects one.
 *
 * @param invocation The command line.
 * @param options Options, without default, that are not looked at.
 * @param allowed Where they are: "with --method umap".
 * @throws {InputError} for the first that is given.
 *
 * @example
 * ```ts
 * import { refuseUnused } from "./refuse_unused.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const given = { text: () => "2", flag: () => false };
 * assertThrows(
 *   () => refuseUnused(given, ["radius"], "with --fingerprint morgan"),
 *   Error,
 *   "--radius has no effect here: allowed: with --fingerprint morgan",
 * );
 * ```
 */
export function refuseUnused(
  { text, flag }: Pick<Invocation, "text" | "flag">,
  options: readonly string[],
  allowed: string,
): void {
  const given = options.find((name) => flag(name) || text(name) !== undefined);
  if (given === undefined) return;
  throw new InputError(`--${given} has no effect here`, { allowed });
}
