import { InputError } from "../core/errors.ts";
import { allowedNames } from "../core/nearest_name.ts";
import type { SplitRule } from "../learn/split.ts";
import type { Invocation, Option } from "./command.ts";
import { refuseUnused } from "./refuse_unused.ts";

/** The negative control, where none is named. */
export const usualControl = "DMSO";

/** Which compound is the negative control, for commands that split. */
export const controlOption: Option = {
  type: "string",
  value: "NAME",
  description: "with --split compound: the negative control, whose wells are dealt to all sets " +
    `(default: ${usualControl}, if there)`,
};

/**
 * The control as the compounds spell it: upper and lower case do not differ.
 *
 * @param compounds Names of compounds.
 * @param name As typed.
 * @returns undefined where no compound is called so.
 *
 * @example
 * ```ts
 * import { controlAmong } from "./control_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(controlAmong(["taxol", "dmso"], "DMSO"), "dmso");
 * ```
 */
export function controlAmong(compounds: readonly string[], name: string): string | undefined {
  if (compounds.includes(name)) return name;
  return compounds.find((one) => one.toLowerCase() === name.toLowerCase());
}

/**
 * The controls of a split: what `--control` names, or the usual one, where it is among the compounds.
 *
 * @param invocation The command line.
 * @param by What the split keeps together; only where that is the compound, controls are special.
 * @param compounds Names of compounds.
 * @throws {InputError} for a control that is named, and that no compound is called or no split asks for.
 *
 * @example
 * ```ts
 * import { controlsOf } from "./control_name.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const typed = (name?: string) => ({ text: () => name, flag: () => false });
 * assertEquals(controlsOf(typed(), "compound", ["taxol"]), []);
 * assertThrows(() => controlsOf(typed("DMSOO"), "compound", ["DMSO"]), Error, "Is DMSO meant?");
 * ```
 */
export function controlsOf(
  invocation: Pick<Invocation, "text" | "flag">,
  by: SplitRule,
  compounds: readonly string[],
): string[] {
  if (by !== "compound") {
    refuseUnused(invocation, ["control"], "with --split compound");
    return [];
  }
  const asked = invocation.text("control"), found = controlAmong(compounds, asked ?? usualControl);
  if (found !== undefined) return [found];
  if (asked === undefined) return [];
  throw new InputError("No well holds the negative control", {
    option: "--control",
    found: asked,
    ...allowedNames(asked, [...new Set(compounds)].sort(), 6),
  });
}
