import { slipOf } from "../../core/slip.ts";
import { spellingKey } from "./spellings.ts";
import { isVehicleName } from "./vehicle_name.ts";

/**
 * Names that may be meant for the control: those that differ from it in case, spaces and signs alone, or by
 * one letter that is wrong, missing, too many or in its neighbour's place; and words for wells without a
 * drug, such as `Vehicle` or `0,1% DMSO`.
 *
 * Two names that differ by a digit alone (`siRNA 1`, `siRNA 2`) are two names, and so are short ones that
 * differ by a letter.
 *
 * @param names Names of compounds.
 * @param control Name of the control, which is left out.
 * @returns Each once, in the order of the names.
 *
 * @example
 * ```ts
 * import { controlLookalikes } from "./control_lookalikes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["DMSO", "DMS0", "taxol", "dmso "];
 * assertEquals(controlLookalikes(names, "DMSO"), ["DMS0", "dmso "]);
 * ```
 */
export function controlLookalikes(names: Iterable<string>, control: string): string[] {
  const own = spellingKey(control);
  return [...new Set(names)].filter((name) =>
    name !== control && (alike(spellingKey(name), own) || isVehicleName(name))
  );
}

/** Shortest names of which one letter may be a slip. */
const shortest = 4;

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < shortest) return false;
  const slip = slipOf(a, b);
  return slip !== undefined && !/^\d\d$/.test(slip.left + slip.right);
}

/**
 * What is said of names that look or sound like the control.
 *
 * @param found The control, at least one name from `controlLookalikes`, whether any well holds the
 * control, which defaults to true, and whether the names are of a table that is scored, which defaults to
 * false.
 *
 * @example
 * ```ts
 * import { sayLookalikes } from "./control_lookalikes.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const said = sayLookalikes({ control: "DMSO", lookalikes: ["DMS0"] });
 * assertStringIncludes(said, "DMS0 may be the control DMSO by another name: if so, write DMSO in the layout");
 * ```
 */
export function sayLookalikes(
  { control, lookalikes, isThere = true, isScored = false }: {
    control: string;
    lookalikes: readonly string[];
    isThere?: boolean;
    isScored?: boolean;
  },
): string {
  const isOne = lookalikes.length === 1, last = lookalikes.at(-1)!;
  const listed = (word: string) =>
    isOne ? last : `${lookalikes.slice(0, -1).join(", ")} ${word} ${last}`;
  if (!isThere) {
    const name = !isOne ? "NAME" : /^[\p{L}\p{N}_.-]+$/u.test(last) ? last : JSON.stringify(last);
    return `${listed("or")} may be the control: --control ${name}`;
  }
  const otherwise = isScored ? "table" : "layout, or call c2s report with another --control";
  return `${listed("and")} may be the control ${control} by ${
    isOne ? "another name" : "other names"
  }: if so, write ${control} in the ${otherwise}, for here ${
    isOne ? "it counts as a treatment" : "they count as treatments"
  }.`;
}
