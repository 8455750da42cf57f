/**
 * Names that look like a slip of the pen for the control: those that differ from it in case, spaces and
 * signs alone, or by one letter that is wrong, missing, too many or in its neighbour's place.
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
  const own = plain(control);
  return [...new Set(names)].filter((name) => name !== control && alike(plain(name), own));
}

/** Shortest names of which one letter may be a slip. */
const shortest = 4;

function alike(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < shortest) return false;
  let start = 0, end = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a, b].map((name) => name.slice(start, name.length - end)) as [
    string,
    string,
  ];
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  if (left.length > 1 || right.length > 1) return false;
  return !/^\d\d$/.test(left + right);
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/**
 * What is said of names that look like the control.
 *
 * @param found The control, and at least one name from `controlLookalikes`.
 *
 * @example
 * ```ts
 * import { sayLookalikes } from "./control_lookalikes.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   sayLookalikes({ control: "DMSO", lookalikes: ["DMS0"] }),
 *   "DMS0 looks like the control DMSO: if it is the control, correct the layout, for here it counts as a treatment.",
 * );
 * ```
 */
export function sayLookalikes(
  { control, lookalikes }: { control: string; lookalikes: readonly string[] },
): string {
  const names = `${lookalikes.slice(0, -1).join(", ")}${lookalikes.length > 1 ? " and " : ""}${
    lookalikes.at(-1)
  }`;
  return lookalikes.length === 1
    ? `${names} looks like the control ${control}: if it is the control, correct the layout, for ` +
      "here it counts as a treatment."
    : `${names} look like the control ${control}: if they are the control, correct the layout, for ` +
      "here they count as treatments.";
}
