import { assertEquals } from "@std/assert";
import { type Profiles, selectFeatures, selectRows } from "../../lib/core/profiles.ts";
import { readImageTable, readMoaTable } from "../../lib/data/bbbc021/tables.ts";
import { readLjosaProfiles, withTreatments } from "../../lib/data/bbbc021/wells.ts";
import { aggregate } from "../../lib/profile/aggregate.ts";
import { normalize } from "../../lib/profile/normalize.ts";
import { mirrored } from "../data/mirror.ts";

const [wells, images, moas] = await Promise.all([
  mirrored("ljosa_jbiomolscreen_2013_per_well_mean.csv.gz"),
  mirrored("BBBC021_v1_image.csv.gz"),
  mirrored("BBBC021_v1_moa.csv"),
]);
const compound = "Image_Metadata_Compound", week = "Image_Metadata_Week";
const treatment = [compound, "Image_Metadata_Concentration"];

Deno.test({
  name: "per-plate z on DMSO and mean aggregation give the wells of Ljosa et al. 84/103 and 67/92",
  ignore: wells === undefined || images === undefined || moas === undefined,
  async fn() {
    const table = await readImageTable(images as string);
    const { profiles } = withTreatments(await readLjosaProfiles(wells as string), table);
    const moaOf = new Map(
      (await readMoaTable(moas as string)).rows().map(([name, dose, moa]) => [
        `${name} ${dose}`,
        moa as string,
      ]),
    );
    for (const ddof of [0, 1] as const) {
      const plates = normalize(profiles, {
        by: "Image_Metadata_Plate",
        controls: { [compound]: "DMSO" },
        ddof,
      });
      const labelled = plates.meta.select(...treatment).rows()
        .map(([name, dose]) => moaOf.has(`${name} ${dose}`) && name !== "DMSO");
      const treatments = aggregate(selectRows(plates, labelled), { by: treatment });
      // Three counts are 1 in all controls of some plates. As 0 they win one treatment by chance.
      const counts = /_Children_.*_Count$/;
      const varying = selectFeatures(treatments, (name) => !counts.test(name));
      assertEquals(varying.features.length, 513);
      assertEquals(score(varying, moaOf), [84, 103, 67, 92]);
      assertEquals(score(treatments, moaOf), [85, 103, 67, 92]);
    }
  },
});

/** NSC and its treatments, NSCB and its treatments: the nearest by cosine has the same MoA. */
function score(profiles: Profiles, moaOf: Map<string, string>): number[] {
  const { meta, values, features } = profiles, d = features.length;
  const rows = (meta.select(...treatment, week).rows() as [string, number, number][])
    .map(([name, dose, week], i) => {
      const own = values.subarray(i * d, (i + 1) * d), size = Math.hypot(...own);
      return {
        name,
        week,
        moa: moaOf.get(`${name} ${dose}`),
        unit: Array.from(own, (v) => v / size),
      };
    });
  const inOneWeek = ["Cholesterol-lowering", "Kinase inhibitors"];
  const right = (others: (a: typeof rows[0], b: typeof rows[0]) => boolean, of: typeof rows) =>
    of.filter((a) => {
      const cosines = rows.filter((b) => others(a, b)).map((b) => ({
        moa: b.moa,
        cosine: a.unit.reduce((sum, value, i) => sum + value * b.unit[i]!, 0),
      }));
      return cosines.reduce((x, y) => y.cosine > x.cosine ? y : x).moa === a.moa;
    }).length;
  const several = rows.filter(({ moa }) => !inOneWeek.includes(moa as string));
  return [
    right((a, b) => a.name !== b.name, rows),
    rows.length,
    right((a, b) => a.name !== b.name && a.week !== b.week, several),
    several.length,
  ];
}
