import type { FieldFlags, Flag } from "./outliers.ts";

/** Every flag, in the order of the summaries. */
export const flagNames: readonly Flag[] = ["blurred", "saturated", "empty", "exposure", "debris"];

/**
 * How many fields carry each flag; a field may carry several.
 *
 * @example
 * ```ts
 * import { countFlags } from "./flag_summary.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(countFlags([])[0], { flag: "blurred", fields: 0 });
 * ```
 */
export function countFlags(fields: readonly FieldFlags[]): { flag: Flag; fields: number }[] {
  return flagNames.map((flag) => ({
    flag,
    fields: fields.filter(({ flags }) => flags.includes(flag)).length,
  }));
}

/**
 * One flag a well, for a plate map: the first that any of its fields carries.
 *
 * @param fields From `flagFields`.
 * @param none What a well without flags gets; defaults to `no flag`.
 *
 * @example
 * ```ts
 * import { flagsByWell } from "./flag_summary.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(flagsByWell([]), []);
 * ```
 */
export function flagsByWell(
  fields: readonly FieldFlags[],
  none = "no flag",
): { plate: string; well: string; value: string }[] {
  const wells = Map.groupBy(
    fields,
    ({ quality: { where } }) => JSON.stringify([where.plate, where.well]),
  );
  return [...wells.values()].map((sites) => {
    const { plate, well } = (sites[0] as FieldFlags).quality.where;
    return { plate, well, value: sites.flatMap(({ flags }) => flags)[0] ?? none };
  });
}

/** What was flagged of one treatment. */
export interface TreatmentFlags {
  /** The treatment. */
  treatment: string;
  /** Fields flagged. */
  fields: number;
  /** Plates on which at least one field is flagged. */
  plates: number;
  /** Which flags. */
  flags: string;
}

/**
 * Flagged fields by treatment, those of most plates first: a flag that returns on every replicate
 * plate is more likely the drug than the microscope.
 *
 * @param fields From `flagFields`.
 * @param treatments Treatment of each field, in the same order.
 *
 * @example
 * ```ts
 * import { flagsByTreatment } from "./flag_summary.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(flagsByTreatment([], []), []);
 * ```
 */
export function flagsByTreatment(
  fields: readonly FieldFlags[],
  treatments: readonly string[],
): TreatmentFlags[] {
  const flagged = fields.map((field, i) => ({ ...field, treatment: treatments[i] as string }))
    .filter(({ flags }) => flags.length > 0);
  return [...Map.groupBy(flagged, ({ treatment }) => treatment)].map(([treatment, found]) => ({
    treatment,
    fields: found.length,
    plates: new Set(found.map(({ quality }) => quality.where.plate)).size,
    flags: [...new Set(found.flatMap(({ flags }) => flags))].join(", "),
  })).sort((a, b) => b.plates - a.plates || b.fields - a.fields);
}
