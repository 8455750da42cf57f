import { counted } from "../../core/counted.ts";
import { someNames } from "../../core/some_names.ts";

/** What went with plates that were left out for too few controls. */
export interface LostWells {
  /** How many wells with a compound. */
  wells: number;
  /** Names like the control's that are in no other well than these, and in how many. */
  lookalikes: { name: string; wells: number }[];
}

/**
 * What is said of plates that hold too few wells of the control to be compared with anything: how many wells
 * go with them, and which of their compounds may be the control by another name.
 *
 * @param found From `describeFields`: the plates, at least one, what went with them, and the control.
 *
 * @example
 * ```ts
 * import { sayUncontrolled } from "./uncontrolled.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const lost = { wells: 60, lookalikes: [{ name: "Vehicle", wells: 11 }] };
 * const said = sayUncontrolled({ uncontrolled: ["P3"], lost, control: "DMSO" });
 * assertStringIncludes(said, "P3 holds fewer than two wells of the control");
 * assertStringIncludes(said, "All 11 wells of Vehicle lie there: if it is the control, write it as DMSO");
 * ```
 */
export function sayUncontrolled(
  { uncontrolled, lost, control }: {
    uncontrolled: readonly string[];
    lost: LostWells;
    control: string;
  },
): string {
  const isOne = uncontrolled.length === 1, all = counted(lost.wells, "well");
  const fate = `${someNames(uncontrolled)} ${
    isOne ? "holds" : "hold"
  } fewer than two wells of the control by the layout, and ${
    isOne ? "has" : "have"
  } no scale without them: ${
    lost.wells === 1 ? `the ${all} is` : `${isOne ? "its" : "their"} ${all} are`
  } not in the report.`;
  if (lost.lookalikes.length === 0) return `${fate} Is the control called otherwise there?`;
  const where = lost.lookalikes.map(({ name, wells }) =>
    `${wells === 1 ? "the one well" : `all ${wells} wells`} of ${name}`
  ).join(", ");
  const isSingle = lost.lookalikes.length === 1;
  const lie = isSingle && lost.lookalikes[0]!.wells === 1 ? "lies" : "lie";
  return `${fate} ${where[0]!.toUpperCase()}${where.slice(1)} ${lie} there: if ${
    isSingle ? "it is" : "they are"
  } the control, write ${isSingle ? "it" : "them"} as ${control} in the layout.`;
}
