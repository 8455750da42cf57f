import { InputError } from "../../core/errors.ts";
import type { SplitItem } from "../split.ts";

/**
 * Checks that there is something to split, and into what.
 *
 * @param count Number of images.
 * @param shares Share of each set.
 * @throws {InputError} without images or sets, or for a share that is not above 0.
 *
 * @example
 * ```ts
 * import { checkShares } from "./check.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => checkShares(9, { train: 1, test: 0 }), Error, "column test: found 0");
 * ```
 */
export function checkShares(count: number, shares: Readonly<Record<string, number>>): void {
  const attempted = "Cannot split the images";
  if (count === 0) throw new InputError(attempted, { found: "no image" });
  if (Object.keys(shares).length === 0) throw new InputError(attempted, { found: "no set" });
  for (const [column, found] of Object.entries(shares)) {
    if (Number.isFinite(found) && found > 0) continue;
    throw new InputError(attempted, { column, found, allowed: "a share above 0" });
  }
}

/**
 * Groups the compounds by their class.
 *
 * @param items What is known of the images.
 * @returns For each class, in order of name, the positions of the images of each of its compounds.
 * @throws {InputError} for a compound of two classes: it would be on both sides of a split.
 *
 * @example
 * ```ts
 * import { compoundsByClass } from "./check.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const item = { label: "Eg5 inhibitors", compound: "AZ138", plate: "P1", week: "1" };
 * assertEquals(compoundsByClass([item]).get("Eg5 inhibitors")?.get("AZ138"), [0]);
 * ```
 */
export function compoundsByClass(
  items: readonly SplitItem[],
): Map<string, Map<string, number[]>> {
  const labelOf = new Map<string, string>();
  const classes = new Map<string, Map<string, number[]>>();
  for (const [position, { label, compound }] of items.entries()) {
    const before = labelOf.get(compound) ?? label;
    if (before !== label) {
      throw new InputError("Cannot split by compound: a compound has two classes", {
        row: position + 1,
        column: "compound",
        found: `${compound}: ${before} and ${label}`,
        allowed: "one class a compound",
      });
    }
    labelOf.set(compound, label);
    const compounds = classes.get(label) ?? new Map<string, number[]>();
    classes.set(label, compounds);
    compounds.set(compound, [...compounds.get(compound) ?? [], position]);
  }
  return new Map([...classes].sort(([a], [b]) => a < b ? -1 : 1));
}
