import { someNames } from "../../core/some_names.ts";

/**
 * What is said of plates that hold too few wells of the control to be compared with anything.
 *
 * @param plates At least one, the `uncontrolled` of `describeFields`.
 *
 * @example
 * ```ts
 * import { sayUncontrolled } from "./uncontrolled.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(sayUncontrolled(["P2"]), "P2 holds fewer than two wells of the control");
 * ```
 */
export function sayUncontrolled(plates: readonly string[]): string {
  const isOne = plates.length === 1;
  return `${someNames(plates)} ${
    isOne ? "holds" : "hold"
  } fewer than two wells of the control by the ` +
    `layout, and ${
      isOne ? "has" : "have"
    } no scale without them: no well of such a plate is in the ` +
    "report. Is the control called otherwise there?";
}
