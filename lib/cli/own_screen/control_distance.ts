import { metaValues, type Profiles } from "../../core/profiles.ts";
import { boxSummary } from "../../profile/box_summary.ts";

/**
 * How far the wells of each treatment lie from the controls, in lengths of what control wells do.
 *
 * The length of a profile is the root of its mean square; of each treatment the median over its wells is
 * taken, and divided by the median over all control wells. The controls are at 1 by definition.
 *
 * @param profiles Wells on the scale of the controls, whose mean is 0, with `Metadata_Treatment` [n × d].
 * @param control Name of the control.
 * @returns One number a treatment; NaN where controls do not differ from 0.
 *
 * @example
 * ```ts
 * import pl from "nodejs-polars";
 * import { makeProfiles } from "../../core/profiles.ts";
 * import { controlDistance } from "./control_distance.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const meta = pl.DataFrame({ Metadata_Treatment: ["DMSO", "DMSO", "taxol"] });
 * const wells = makeProfiles(meta, ["area", "light"], new Float64Array([3, 4, -3, -4, 30, 40]));
 * assertEquals(controlDistance(wells, "DMSO").get("taxol"), 10);
 * ```
 */
export function controlDistance(profiles: Profiles, control: string): Map<string, number> {
  const { features, values } = profiles, width = features.length;
  const names = metaValues(profiles.meta, "Metadata_Treatment").map(String);
  const lengths = names.map((_, row) => {
    let sum = 0;
    for (let i = row * width; i < (row + 1) * width; i++) sum += values[i]! ** 2;
    return Math.sqrt(sum / width);
  });
  const groups = Map.groupBy(names.keys(), (row) => names[row]!);
  const middle = (rows: readonly number[]) => boxSummary(rows.map((row) => lengths[row]!)).median;
  const unit = middle(groups.get(control) ?? []);
  return new Map(
    [...groups].map(([name, rows]) => [name, unit > 0 ? middle(rows) / unit : NaN]),
  );
}
