import { assert, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { matchTreatments } from "../../../lib/profile/match.ts";
import { nestedMatch, type Pipeline } from "../../../lib/profile/match/nested.ts";

const columns = {
  treatment: ["compound", "dose"],
  compound: "compound",
  moa: "moa",
  batch: "week",
};

/** 24 compounds of 4 mechanisms in 3 weeks, 3 doses each; `signal` 0 is nothing but noise. */
function screen(signal: number): Profiles {
  const random = new Random(21), d = 6, values: number[] = [];
  const meta = {
    compound: [] as string[],
    dose: [] as number[],
    moa: [] as string[],
    week: [] as number[],
  };
  for (let compound = 0; compound < 24; compound++) {
    for (let dose = 0; dose < 3; dose++) {
      meta.compound.push(`c${compound}`);
      meta.dose.push(dose);
      meta.moa.push(`m${compound % 4}`);
      meta.week.push(Math.floor(compound / 4) % 3);
      for (let k = 0; k < d; k++) values.push(random.normal(k === compound % 4 ? signal : 0));
    }
  }
  return makeProfiles(
    pl.DataFrame(meta),
    Array.from({ length: d }, (_, k) => `f${k}`),
    Float64Array.from(values),
  );
}

/** Pipelines that replace the features by noise of their own. */
const noise = (count: number): Pipeline[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `noise ${i}`,
    run: (wells) => {
      const random = new Random(i + 100);
      return { ...wells, values: wells.values.map(() => random.normal()) as Float64Array };
    },
  }));
const few = { resamples: 100 };
const asMeasured: Pipeline = { name: "as measured", run: (wells) => wells };

Deno.test("nestedMatch() of one pipeline is its plain score", async () => {
  const wells = screen(2);
  const report = await nestedMatch(wells, [asMeasured], columns);
  for (const rule of ["NSC", "NSCB"] as const) {
    const plain = await matchTreatments(wells, columns, { rule });
    const nested = rule === "NSC" ? report.nsc : report.nscb!;
    assertEquals([nested.hits, nested.total], [plain.hits, plain.total]);
    assertEquals(nested.interval, plain.interval);
    const named = report.matches.map(({ nsc, nscb }) => rule === "NSC" ? nsc : nscb);
    assertEquals(named, plain.matches.map(({ predicted }) => predicted));
  }
  assertEquals(report.pipelines.map(({ name, chosen }) => [name, chosen]), [["as measured", 24]]);
});

Deno.test("nestedMatch() among pure noise stays near guessing, where the best plain score does not", async () => {
  const { nsc, pipelines } = await nestedMatch(screen(0), noise(60), columns, few);
  const best = Math.max(...pipelines.map(({ nsc }) => nsc.share));
  assert(best > 0.34, `best ${best}`);
  assert(Math.abs(nsc.share - 0.25) < 0.1, `nested ${nsc.share}`);
  assert(nsc.interval.low < 0.25, JSON.stringify(nsc.interval));
});

Deno.test("nestedMatch() finds the pipeline that works among noise", async () => {
  const { nsc, matches } = await nestedMatch(screen(3), [...noise(10), asMeasured], columns, few);
  assert(nsc.share > 0.8, `${nsc.share}`);
  assert(matches.every(({ pipeline }) => pipeline === "as measured"));
});

Deno.test("nestedMatch() never lets a compound's mechanism take part in its own choice", async () => {
  const pipelines = [...noise(8), asMeasured], wells = screen(1);
  const before = await nestedMatch(wells, pipelines, columns, few);
  const moas = wells.meta.getColumn("moa").toArray() as string[];
  const compounds = wells.meta.getColumn("compound").toArray() as string[];
  for (const compound of ["c0", "c7"]) {
    const relabelled = moas.map((moa, row) => compounds[row] === compound ? "m3" : moa);
    const meta = wells.meta.withColumn(pl.Series("moa", relabelled));
    const after = await nestedMatch({ ...wells, meta }, pipelines, columns, few);
    const of = ({ matches }: typeof before) =>
      matches.filter((match) => match.compound === compound)
        .map(({ pipeline, nsc, nscb }) => [pipeline, nsc, nscb]);
    assertEquals(of(after), of(before));
  }
});

Deno.test("nestedMatch() takes the first of equally good pipelines and reports progress", async () => {
  const twins = [asMeasured, { ...asMeasured, name: "the same" }], seen: number[][] = [];
  const { batch: _, ...withoutBatch } = columns;
  const report = await nestedMatch(screen(2), twins, withoutBatch, {
    onDone: (done, total) => seen.push([done, total]),
  });
  assertEquals(report.pipelines.map(({ chosen }) => chosen), [24, 0]);
  assertEquals([seen, report.nscb], [[[1, 2], [2, 2]], undefined]);
});

Deno.test("nestedMatch() refuses no pipeline, twins in name, and one that gives NaN", async () => {
  const wells = screen(1);
  await assertRejects(() => nestedMatch(wells, [], columns), InputError, "no pipeline");
  await assertRejects(
    () => nestedMatch(wells, [asMeasured, asMeasured], columns),
    InputError,
    "two pipelines named",
  );
  const broken: Pipeline = {
    name: "broken",
    run: (given) => ({ ...given, values: new Float64Array(given.values.length).fill(NaN) }),
  };
  await assertRejects(() => nestedMatch(wells, [broken], columns), InputError, "NaN");
});
