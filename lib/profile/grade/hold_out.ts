import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { groupRows } from "../../core/group_rows.ts";
import { Random } from "../../core/random.ts";
import { type RowQuery, rowsWhere } from "../rows_where.ts";

/** How controls are held out. */
export interface HoldOutOptions {
  /** Which rows are controls. */
  controls: RowQuery;
  /** Columns whose groups (plates) each give up some of their controls. */
  by: string | readonly string[];
  /** Share of each group's controls that is held out, at least one; defaults to a third. */
  share?: number;
  /** Seed of the draw; defaults to 0. */
  seed?: number;
}

/** Controls in two parts, as masks of all rows [n]. */
export interface HeldOut {
  /** Controls that a correction may be fitted on. */
  seen: boolean[];
  /** Controls that it must not know, to judge it by. */
  unseen: boolean[];
}

/**
 * Holds some controls of every plate out.
 *
 * A correction that is fitted on controls makes these very controls alike, whatever it does to other
 * wells. Only controls that it has not seen can tell how much of a batch is left.
 *
 * @param meta Metadata [n].
 * @param options Which rows are controls, their groups, share, seed.
 * @throws {InputError} if the share is not between 0 and 1, or a group would be left with fewer than
 * two seen or no unseen controls.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { holdOutControls } from "./hold_out.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ plate: ["P1", "P1", "P1", "P1"], drug: ["D", "D", "D", "taxol"] });
 * const { seen, unseen } = holdOutControls(meta, { controls: { drug: "D" }, by: "plate" });
 * assertEquals(seen.filter(Boolean).length, 2);
 * assertEquals([unseen.filter(Boolean).length, unseen[3]], [1, false]);
 * ```
 */
export function holdOutControls(
  meta: pl.DataFrame,
  { controls, by, share = 1 / 3, seed = 0 }: HoldOutOptions,
): HeldOut {
  const attempted = "Cannot hold controls out";
  if (!(share > 0 && share < 1)) {
    throw new InputError(attempted, { found: `a share of ${share}`, allowed: "between 0 and 1" });
  }
  const mask = rowsWhere(meta, controls), random = new Random(seed);
  const unseen = new Array<boolean>(meta.height).fill(false);
  for (const [group, rows] of groupRows(meta, by)) {
    const own = rows.filter((row) => mask[row]);
    const count = Math.max(1, Math.round(own.length * share));
    if (own.length > 0 && own.length - count < 2) {
      throw new InputError(`${attempted}: ${group} has too few`, {
        column: typeof by === "string" ? by : by.join(", "),
        found: own.length,
        allowed: "three or more, so that two are left to fit on",
      });
    }
    for (const row of random.fork(group).shuffle(own).slice(0, count)) unseen[row] = true;
  }
  return { seen: mask.map((is, row) => is && !unseen[row]), unseen };
}
