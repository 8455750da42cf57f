import { groupRows } from "../../lib/core/group_rows.ts";
import {
  featureValues,
  metaValues,
  type Profiles,
  selectFeatures,
  selectRows,
} from "../../lib/core/profiles.ts";
import { readImageTable, readMoaTable, withMoa } from "../../lib/data/bbbc021/tables.ts";
import { readLjosaProfiles, withTreatments } from "../../lib/data/bbbc021/wells.ts";
import { aggregate } from "../../lib/profile/aggregate.ts";
import { normalize } from "../../lib/profile/normalize.ts";
import { mirrored } from "../data/mirror.ts";

const files = await Promise.all([
  mirrored("ljosa_jbiomolscreen_2013_per_well_mean.csv.gz"),
  mirrored("BBBC021_v1_image.csv.gz"),
  mirrored("BBBC021_v1_moa.csv"),
]);

/** Whether the real wells are here; tests on them are ignored where they are not. */
export const haveLjosaWells: boolean = files.every((file) => file !== undefined);

/** DMSO among the real wells. */
export const dmso = { Image_Metadata_Compound: "DMSO" };

/**
 * The real wells of Ljosa et al. 2013 with compound, week and MoA, z-scored on DMSO in groups of
 * their own: plates, or all wells as one.
 */
export async function ljosaWells(by: string[] = ["Image_Metadata_Plate"]): Promise<Profiles> {
  const [wells, images, moa] = files as [string, string, string];
  const { profiles } = withTreatments(await readLjosaProfiles(wells), await readImageTable(images));
  const { table } = withMoa(profiles.meta, await readMoaTable(moa));
  return normalize({ ...profiles, meta: table }, { by, controls: dmso });
}

/** Features none of which has a correlation of more than `most` with an earlier one. */
export function decorrelated(wells: Profiles, most: number): Profiles {
  const columns: Float64Array[] = [];
  return selectFeatures(wells, (feature) => {
    const values = Float64Array.from(featureValues(wells, feature));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const length = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    const column = values.map((value) => (value - mean) / length);
    const dot = (other: Float64Array) => {
      let sum = 0;
      for (let i = 0; i < column.length; i++) sum += column[i]! * other[i]!;
      return sum;
    };
    const keep = length > 0 && columns.every((other) => Math.abs(dot(other)) <= most);
    if (keep) columns.push(column);
    return keep;
  });
}

/** Share of treatments whose nearest (cosine) treatment of another compound has the same MoA. */
export function notSameCompound(wells: Profiles): number {
  const compounds = metaValues(wells.meta, "Image_Metadata_Compound");
  const treated = selectRows(wells, compounds.map((name) => name !== "DMSO"));
  const by = ["Image_Metadata_Compound", "Image_Metadata_Concentration", "Image_Metadata_MoA"];
  const { meta, values } = aggregate(treated, { by, method: "median" });
  const rows = [...groupRows(meta, by).keys()].map((key) => key.split("\t"));
  const d = wells.features.length;
  const cosine = (i: number, j: number) => {
    let ab = 0, aa = 0, bb = 0;
    for (let k = 0; k < d; k++) {
      const a = values[i * d + k] as number, b = values[j * d + k] as number;
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    return ab / Math.sqrt(aa * bb);
  };
  let right = 0;
  for (const [i, [compound, , moa]] of rows.entries()) {
    let best = -Infinity, named: string | undefined;
    for (const [j, [other, , its]] of rows.entries()) {
      if (other === compound) continue;
      const near = cosine(i, j);
      if (near > best) [best, named] = [near, its];
    }
    if (named === moa) right++;
  }
  return right / rows.length;
}
