import { InputError } from "../../core/errors.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { checkValues } from "../check_values.ts";
import type { GradedRows } from "./biology.ts";

/** Profiles after a correction, with its name. */
export type Named = readonly [string, Profiles];

/**
 * Refuses corrections that cannot be compared.
 *
 * @param candidates Rows of every correction with its name.
 * @param blind The same, fitted without the unseen controls.
 * @param rows Columns and masks.
 * @throws {InputError} if nothing is given, names or rows differ, values are not finite, a column is
 * missing, or fewer than three controls are unseen.
 *
 * @example
 * ```ts
 * import { checkCorrections } from "./check.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const rows = { columns: { levels: ["plate"], compound: "drug" }, unseen: [], controls: [] };
 * assertThrows(() => checkCorrections([], [], rows), Error, "Cannot grade corrections");
 * ```
 */
export function checkCorrections(
  candidates: readonly Named[],
  blind: readonly Named[],
  { columns, unseen, controls }: Omit<GradedRows, "blind">,
): void {
  const attempted = "Cannot grade corrections";
  if (candidates.length === 0) throw new InputError(attempted, { found: "none" });
  const [, first] = candidates[0]!, { compound, dose = [], levels } = columns;
  const names = [compound, ...dose, ...levels];
  const expected = names.map((name) => metaValues(first.meta, name));
  const other = candidates.findIndex(([name], i) => name !== blind[i]?.[0]);
  if (other >= 0 || blind.length !== candidates.length) {
    throw new InputError(`${attempted}: those fitted without unseen controls have other names`, {
      found: blind.map(([name]) => name),
      allowed: candidates.map(([name]) => name).join(", "),
    });
  }
  for (const [name, profiles] of [...candidates, ...blind]) {
    checkValues(profiles, `${attempted}: ${name}`, "refused");
    const wrong = names.find((column, i) => {
      const values = metaValues(profiles.meta, column);
      return values.length !== expected[i]!.length ||
        values.some((value, row) => value !== expected[i]![row]);
    });
    if (wrong !== undefined) {
      throw new InputError(`${attempted}: ${name} has other rows than ${candidates[0]![0]}`, {
        column: wrong,
      });
    }
  }
  for (const [what, mask] of Object.entries({ unseen, controls })) {
    if (mask.length === first.meta.height) continue;
    throw new InputError(`${attempted}: the mask of ${what} has another length than the profiles`, {
      found: mask.length,
      allowed: String(first.meta.height),
    });
  }
  const count = unseen.filter(Boolean).length;
  if (count < 3) {
    throw new InputError(`${attempted}: too few unseen controls`, {
      found: count,
      allowed: "three or more",
    });
  }
}
