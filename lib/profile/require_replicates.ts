import { InputError } from "../core/errors.ts";
import { groupRows } from "../core/group_rows.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import type { MatchColumns } from "./match/labels.ts";

/** What is repeated in a screen. */
export interface Replicates {
  /** Treatments. */
  treatments: number;
  /** Treatments of two wells or more. */
  repeated: number;
  /** Mechanisms of two compounds or more. */
  mechanisms: number;
  /** Batches. */
  batches: number;
}

/** Treatments below which maps and intervals say nothing. */
const fewest = 12;

/**
 * Refuses a screen in which consistency cannot be judged, because too little is repeated.
 *
 * @param wells Wells whose mechanism is known [n × d].
 * @param columns Metadata columns of treatment, compound, mechanism and batch.
 * @returns How much is repeated.
 * @throws {InputError} for fewer than 12 treatments, no treatment of two wells, fewer than two
 * mechanisms of two compounds, or a single batch; if a column is missing.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../core/profiles.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const meta = pl.DataFrame({ drug: ["taxol"], moa: ["tubulin"], week: [1] });
 * const wells = makeProfiles(meta, ["area"], new Float64Array([1]));
 * const columns = { treatment: "drug", compound: "drug", moa: "moa", batch: "week" };
 * assertThrows(() => requireReplicates(wells, columns), Error, "1 treatments");
 * ```
 */
export function requireReplicates(
  { meta }: Profiles,
  { treatment, compound, moa, batch }: Required<MatchColumns> & { treatment: string },
): Replicates {
  const sizes = [...groupRows(meta, treatment).values()].map((rows) => rows.length);
  const compounds = metaValues(meta, compound);
  const several = [...groupRows(meta, moa).values()]
    .filter((rows) => new Set(rows.map((row) => compounds[row])).size >= 2);
  const found = {
    treatments: sizes.length,
    repeated: sizes.filter((size) => size >= 2).length,
    mechanisms: several.length,
    batches: groupRows(meta, batch).size,
  };
  const { treatments, repeated, mechanisms, batches } = found;
  if (treatments >= fewest && repeated > 0 && mechanisms >= 2 && batches >= 2) return found;
  throw new InputError("Cannot judge how consistent profiles are: too little is repeated", {
    found: `${treatments} treatments, ${repeated} of them in two wells or more, ` +
      `${mechanisms} mechanisms of two compounds or more, ${batches} batches`,
    allowed: `${fewest}, 1, 2 and 2, or more`,
    hint: "Take a larger screen",
  });
}
