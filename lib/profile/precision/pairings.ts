import type pl from "nodejs-polars";
import { InputError } from "../../core/errors.ts";
import { metaValues } from "../../core/profiles.ts";
import type { Pairing } from "./pairs.ts";

/**
 * Activity: do a treatment's replicates find one another before the controls of their plate?
 *
 * @param meta Metadata [n].
 * @param columns Columns of treatment and plate, and how controls are called there.
 * @throws {InputError} where no row is a control.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ compound: ["taxol", "DMSO"], plate: ["P1", "P1"] });
 * const pairing = activity(meta, { treatment: "compound", control: "DMSO", plate: "plate" });
 * assertEquals(pairing.controls, [false, true]);
 * ```
 */
export function activity(
  meta: pl.DataFrame,
  { treatment, control, plate }: { treatment: string; control: string; plate: string },
): Pairing {
  const values = metaValues(meta, treatment);
  if (!values.includes(control)) {
    throw new InputError("Cannot score activity: there are no controls", {
      column: treatment,
      found: [...new Set(values)].slice(0, 5),
      allowed: `${control} in some rows`,
    });
  }
  return {
    posSameBy: [treatment],
    negSameBy: [plate],
    controls: values.map((value) => value === control),
  };
}

/**
 * Replicability: do a treatment's replicates find one another before other treatments?
 *
 * @param columns Column of the treatment, or several that make it; with `plate`, replicates are taken from different plates,
 * and only wells of the query's plate are negatives.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(replicability({ treatment: "compound" }).posSameBy, ["compound"]);
 * ```
 */
export function replicability(
  { treatment, plate }: { treatment: string | readonly string[]; plate?: string },
): Pairing {
  const posSameBy = typeof treatment === "string" ? [treatment] : [...treatment];
  if (plate === undefined) return { posSameBy };
  return { posSameBy, posDiffBy: [plate], negSameBy: [plate] };
}

/**
 * Consistency: do compounds of one mechanism find one another before those of other mechanisms?
 *
 * A compound's own doses or replicates are neither positives nor negatives, and under the null they move
 * as a whole: name the compound with `together`, and the position with `place` for the position null.
 *
 * @param columns Columns of mechanism and compound; `separator` where a compound may have several
 * mechanisms.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const pairing = consistency({ mechanism: "moa", compound: "compound", separator: "|" });
 * assertEquals(pairing.negDiffBy, ["moa", "compound"]);
 * ```
 */
export function consistency(
  { mechanism, compound, separator }: { mechanism: string; compound: string; separator?: string },
): Pairing {
  return {
    posSameBy: [mechanism],
    posDiffBy: [compound],
    negDiffBy: [mechanism, compound],
    ...(separator === undefined ? {} : { multilabel: { columns: [mechanism], separator } }),
  };
}
