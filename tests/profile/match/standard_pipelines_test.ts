import { assert, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, metaValues, type Profiles, selectRows } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { readImageTable, readMoaTable, withMoa } from "../../../lib/data/bbbc021/tables.ts";
import { readLjosaProfiles, withTreatments } from "../../../lib/data/bbbc021/wells.ts";
import { aggregate } from "../../../lib/profile/aggregate.ts";
import { matchTreatments } from "../../../lib/profile/match.ts";
import { nestedMatch } from "../../../lib/profile/match/nested.ts";
import { standardPipelines } from "../../../lib/profile/match/standard_pipelines.ts";
import { mirrored } from "../../data/mirror.ts";

/** Two plates whose features are scaled differently, nuisance common to all wells beside the effect. */
function plates(): Profiles {
  const random = new Random(6), d = 8, values: number[] = [];
  const compound: string[] = [], plate: string[] = [];
  for (const p of [0, 1]) {
    for (let w = 0; w < 30; w++) {
      const name = w < 20 ? "DMSO" : `c${w - 20}`, nuisance = random.normal(0, 8);
      compound.push(name);
      plate.push(`P${p}`);
      for (let k = 0; k < d; k++) {
        const effect = name !== "DMSO" && k === (w - 20) % 5 ? 3 : 0;
        values.push((nuisance + effect + random.normal(0, 0.5)) * (1 + p * k) + 7 * p);
      }
      values.push(1);
    }
  }
  const names = [...Array.from({ length: d }, (_, k) => `f${k}`), "always 1"];
  return makeProfiles(pl.DataFrame({ plate, compound }), names, Float64Array.from(values));
}
const options = { plate: "plate", controls: { compound: "DMSO" }, treatment: ["compound"] };

Deno.test("standardPipelines() are all different, finite, and one row a treatment", async () => {
  const wells = plates(), pipelines = standardPipelines({ ...options, components: 5 });
  assertEquals(new Set(pipelines.map(({ name }) => name)).size, 64);
  const seen = new Set<string>();
  for (const { name, run } of pipelines) {
    const { meta, values, features } = await run(wells);
    assertEquals(meta.height, 11, name);
    assertEquals(features.length, name.includes("5 components") ? 5 : 8, name);
    assert(values.every(Number.isFinite), name);
    seen.add([...values].map((value) => value.toPrecision(6)).join());
  }
  assertEquals(seen.size, 64);
});

Deno.test("standardPipelines() with whitening find effects beneath a common nuisance", async () => {
  const wells = plates(), moa = (name: string) => name === "DMSO" ? null : `m${+name.slice(1) % 5}`;
  const names = metaValues(wells.meta, "compound") as string[];
  const meta = wells.meta.withColumns(pl.Series("moa", names.map(moa), pl.Utf8));
  const pipelines = standardPipelines({ ...options, ridges: [0.01] });
  const report = await nestedMatch({ ...wells, meta }, pipelines, {
    treatment: ["compound"],
    compound: "compound",
    moa: "moa",
  });
  const plain = report.pipelines.find(({ name }) => name === "z, mean")!;
  assert(report.nsc.share >= 0.9 && plain.nsc.share < 0.7, `${report.nsc.hits} ${plain.nsc.hits}`);
});

Deno.test("standardPipelines() answer anew for other wells", async () => {
  const wells = plates(), [first] = standardPipelines(options);
  const all = await first!.run(wells);
  const onFirst = metaValues(wells.meta, "plate").map((plate) => plate === "P0");
  const fewer = await first!.run(selectRows(wells, onFirst));
  assertEquals([all.meta.height, fewer.meta.height], [11, 11]);
  assert(all.values[20] !== fewer.values[20]);
});

const files = await Promise.all([
  mirrored("ljosa_jbiomolscreen_2013_per_well_mean.csv.gz"),
  mirrored("BBBC021_v1_image.csv.gz"),
  mirrored("BBBC021_v1_moa.csv"),
]);

Deno.test({
  name: "on the wells of Ljosa 2013 pipelines score what numpy gives: 84/103 and 67/92 by z",
  ignore: files.includes(undefined),
  fn: async () => {
    const [wellFile, imageFile, moaFile] = files as [string, string, string];
    const read = await readLjosaProfiles(wellFile);
    const { profiles } = withTreatments(read, await readImageTable(imageFile));
    const { table } = withMoa(profiles.meta, await readMoaTable(moaFile));
    const wells = makeProfiles(table, profiles.features, profiles.values);
    const compound = "Image_Metadata_Compound";
    const columns = {
      treatment: [compound, "Image_Metadata_Concentration"],
      compound,
      moa: "Image_Metadata_MoA",
      batch: "Image_Metadata_Week",
      control: "DMSO",
    };
    const known = new Map<string, [number, number]>([
      ["z, mean", [84, 67]],
      ["z, median", [79, 63]],
      ["z, asinh, mean", [89, 58]],
      ["z, asinh, white 1, 30 components, median", [96, 78]],
    ]);
    const pipelines = standardPipelines({
      plate: "Image_Metadata_Plate",
      controls: { [compound]: "DMSO" },
      treatment: columns.treatment,
      ridges: [1],
    }).filter(({ name }) => known.has(name));
    const report = await nestedMatch(wells, pipelines, columns);
    assertEquals([report.nsc.total, report.nscb!.total], [103, 92]);
    assertEquals(
      report.pipelines.map(({ name, nsc, nscb }) => [name, nsc.hits, nscb!.hits]),
      [...known].map(([name, hits]) => [name, ...hits]),
    );
    const treated = metaValues(wells.meta, compound).map((name) => name !== "DMSO");
    const raw = aggregate(selectRows(wells, treated), { by: columns.treatment });
    const [nsc, nscb] = await Promise.all(
      (["NSC", "NSCB"] as const).map((rule) => matchTreatments(raw, columns, { rule })),
    );
    assertEquals([nsc!.hits, nscb!.hits], [51, 30]);
    assertEquals(nscb!.leftOut.moas, ["Cholesterol-lowering", "Kinase inhibitors"]);
  },
});
