import type { Flag } from "../../image/outliers.ts";
import { spoilt } from "../screen_wells.ts";

/** A field and the flags that it carries. */
export interface FlaggedField {
  /** Plate. */
  plate: string;
  /** Well. */
  well: string;
  /** Site. */
  site: number;
  /** Its treatment. */
  treatment: string;
  /** Flags of its images; none of a good field. */
  flags: readonly Flag[];
}

/** Which fields go on to be measured. */
export interface ChosenFields<T extends FlaggedField> {
  /** Fields that go on. */
  kept: T[];
  /** Fields whose images are spoilt. */
  left: T[];
  /** Treatments with a flag in half of their fields or more: their fields stay, whatever it is. */
  excused: { treatment: string; flag: Flag; fields: number; of: number }[];
}

/**
 * Leaves out fields whose images are spoilt: blurred, saturated, of another exposure, full of debris.
 *
 * A flag on one field of a treatment is an accident. One that half of its fields carry or more, on wells
 * that have nothing else in common, may be what the treatment does, and to leave them out would be to
 * leave out the finding: they stay, and are named.
 *
 * @param fields Fields with flags.
 * @param control The control, which cannot be excused.
 *
 * @example
 * ```ts
 * import { chooseFields } from "./choose_fields.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = (site: number, flags: "blurred"[]) =>
 *   ({ plate: "P1", well: "B02", site, treatment: "taxol 1 µM", flags });
 * const { kept, left } = chooseFields([field(1, []), field(2, []), field(3, ["blurred"])], "DMSO");
 * assertEquals([kept.length, left.length], [2, 1]);
 * ```
 */
export function chooseFields<T extends FlaggedField>(
  fields: readonly T[],
  control: string,
): ChosenFields<T> {
  const excused: ChosenFields<T>["excused"] = [];
  for (const [treatment, own] of Map.groupBy(fields, ({ treatment }) => treatment)) {
    const wells = (flag: Flag) =>
      new Set(
        own.filter(({ flags }) => flags.includes(flag)).map(({ plate, well }) => plate + well),
      );
    if (treatment === control) continue;
    for (const flag of spoilt) {
      const flagged = own.filter(({ flags }) => flags.includes(flag)).length;
      if (2 * flagged < own.length || wells(flag).size < 2) continue;
      excused.push({ treatment, flag, fields: flagged, of: own.length });
    }
  }
  const isSpoilt = ({ treatment, flags }: T) =>
    flags.some((flag) =>
      spoilt.has(flag) &&
      !excused.some((one) => one.treatment === treatment && one.flag === flag)
    );
  return {
    kept: fields.filter((field) => !isSpoilt(field)),
    left: fields.filter(isSpoilt),
    excused,
  };
}
