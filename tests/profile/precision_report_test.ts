import pl from "nodejs-polars";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { wilsonInterval } from "../../lib/core/wilson_interval.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { multiply, type Product } from "../../lib/core/multiply.ts";
import { Random } from "../../lib/core/random.ts";
import { consistency, meanAveragePrecision } from "../../lib/profile/precision.ts";
import { precisionReport } from "../../lib/profile/precision_report.ts";

/** Four plates of one layout, 24 controls and 12 compounds; each position has an effect of its own. */
function screen(ofPosition: number, ofCompound: number) {
  const random = new Random(2), plates = 4, wells = 36, features = 6;
  const place = Float64Array.from({ length: wells * features }, () => random.normal());
  const rows = { plate: [] as string[], well: [] as string[], compound: [] as string[] };
  const values = new Float64Array(plates * wells * features);
  for (let plate = 0; plate < plates; plate++) {
    for (let well = 0; well < wells; well++) {
      rows.plate.push(`P${plate}`);
      rows.well.push(`W${well}`);
      rows.compound.push(well < 24 ? "DMSO" : `c${well}`);
      for (let j = 0; j < features; j++) {
        const effect = well < 24 ? 0 : ofCompound * (j === well % features ? 1 : 0);
        values[(plate * wells + well) * features + j] = random.normal() + effect +
          ofPosition * place[well * features + j]!;
      }
    }
  }
  const names = Array.from({ length: features }, (_, j) => `f${j}`);
  return makeProfiles(pl.DataFrame(rows), names, values);
}

const pairing = (compound: readonly unknown[]) => ({
  posSameBy: ["compound"],
  negSameBy: ["plate"],
  controls: compound.map((name) => name === "DMSO"),
});
const options = { position: "well", permutations: 999 };

Deno.test("precisionReport() calls what only its position did by the usual null alone", async () => {
  const given = screen(1.5, 0);
  const { nulls } = await precisionReport(
    given,
    pairing(given.meta.getColumn("compound").toArray()),
    options,
  );
  assertEquals(nulls.map(({ name }) => name), ["usual", "position"]);
  const [usual, position] = nulls.map(({ significant }) => significant.hits) as [number, number];
  assertEquals(nulls.map(({ significant }) => significant.total), [12, 12]);
  assert(usual >= 8, `${usual}`);
  assert(position <= 1, `${position}`);
});

Deno.test("precisionReport() of groups that are all perfect has intervals with a width", async () => {
  const given = screen(0, 1e6);
  const compounds = given.meta.getColumn("compound").toArray();
  const { nulls: [usual], meanAveragePrecision, normalized } = await precisionReport(
    given,
    pairing(compounds),
    options,
  );
  const all = wilsonInterval(12, 12);
  assertEquals(usual?.significant.interval, all);
  assertEquals(meanAveragePrecision, { value: 1, interval: all });
  assertEquals(normalized, { value: 1, interval: all });
});

Deno.test("precisionReport() keeps strong compounds under both nulls", async () => {
  const given = screen(0, 12);
  const { nulls, groups, meanAveragePrecision } = await precisionReport(
    given,
    pairing(given.meta.getColumn("compound").toArray()),
    options,
  );
  assertEquals(nulls.map(({ significant }) => significant.share), [1, 1]);
  // One of 25 positions.
  assertEquals(groups[0]!.tests.position!.pValue, 1 / 25);
  const { value, interval } = meanAveragePrecision;
  assert(interval.low <= value && value <= interval.high);
});

Deno.test("precisionReport() tells the same of each group as meanAveragePrecision()", async () => {
  const given = screen(0.5, 2), pairs = pairing(given.meta.getColumn("compound").toArray());
  const { groups, normalized } = await precisionReport(given, pairs, {
    permutations: 99,
    nulls: ["usual"],
  });
  const found = await meanAveragePrecision(given, pairs, { permutations: 99 });
  assertEquals(
    groups.map(({ group, tests }) => [group, tests.usual!.pValue, tests.usual!.corrected]),
    found.groups.map(({ group, pValue, corrected }) => [group, pValue, corrected]),
  );
  const mean = found.groups.reduce((sum, group) => sum + group.normalized, 0) / found.groups.length;
  assertEquals(Math.abs(normalized.value - mean) < 1e-12, true);
});

Deno.test("precisionReport() says what a position null needs, and where it tells nothing new", async () => {
  const given = screen(0, 0), pairs = pairing(given.meta.getColumn("compound").toArray());
  await assertRejects(
    () => precisionReport(given, pairs, { nulls: ["position"] }),
    InputError,
    "no column says where a well is",
  );
  const own = pl.Series("well", Array.from({ length: given.meta.height }, (_, i) => `W${i}`));
  const { warnings } = await precisionReport(
    { ...given, meta: given.meta.withColumn(own) },
    pairs,
    { ...options, permutations: 9 },
  );
  assertEquals(warnings, ["No position comes twice: the position null is the usual one"]);
});

Deno.test("precisionReport() counts the groups that too few arrangements keep from significance", async () => {
  const compound = ["taxol", "taxol", "DMSO", "DMSO", "DMSO"];
  const profiles = makeProfiles(
    pl.DataFrame({ compound }),
    ["a", "b"],
    new Float64Array([1, 9, 1, 8, 5, 1, 5, 2, 4, 1]),
  );
  const pairing = {
    posSameBy: ["compound"],
    controls: compound.map((name) => name === "DMSO"),
  };
  // Two of five rows in order: 5 · 4 arrangements.
  const [at20] = (await precisionReport(profiles, pairing, { alpha: 0.05 })).nulls;
  assertEquals([at20!.smallestPossible, at20!.hopeless], [1 / 20, { before: 0, after: 0 }]);
  const [below] = (await precisionReport(profiles, pairing, { alpha: 0.04 })).nulls;
  assertEquals(below!.hopeless, { before: 1, after: 1 });
  const decidable = async (alpha: number) =>
    (await precisionReport(profiles, pairing, { alpha })).groups[0]!.tests.usual!;
  assertEquals((await decidable(0.05)).smallest, 1 / 20);
  assertEquals([(await decidable(0.05)).decidable, (await decidable(0.04)).decidable], [
    true,
    false,
  ]);
  const [drawn] = (await precisionReport(profiles, pairing, { permutations: 9 })).nulls;
  assertEquals(drawn!.smallestPossible, 1 / 10);
});

Deno.test("precisionReport() calls noise active with no engine, though its digits differ from ours", async () => {
  // One large column makes all cosines nearly 1; the engine is off by 1e-7, as sums in 32 bits are.
  const random = new Random(8), width = 64, rows = 60;
  const values = Float64Array.from(
    { length: rows * width },
    (_, i) => i % width === 0 ? random.normal(1e6, 1e3) : random.normal(100, 30),
  );
  const compound = Array.from({ length: rows }, (_, row) => row < 24 ? `c${row % 6}` : "DMSO");
  const meta = pl.DataFrame({ compound, plate: compound.map(() => "P1") });
  const profiles = makeProfiles(meta, Array.from({ length: width }, (_, j) => `f${j}`), values);
  const product: Product = async (a, b) => {
    const { data, ...size } = await multiply(a, b);
    return { ...size, data: data.map((value) => Math.fround(value - 1e-7)) };
  };
  const pValues = async (engine: { product?: Product }) =>
    (await precisionReport(profiles, pairing(compound), { permutations: 499, ...engine }))
      .groups.map(({ tests }) => tests.usual!.pValue);
  const found = await pValues({ product });
  assertEquals(found, await pValues({}));
  assert(found.filter((p) => p <= 0.05).length <= 1, `${found}`);
});

Deno.test("precisionReport() of mechanisms moves the doses of a compound together where it is asked to", async () => {
  const pairs = consistency({ mechanism: "moa", compound: "compound" });
  let alone = 0, moved = 0;
  for (let seed = 1; seed <= 6; seed++) {
    const random = new Random(seed), features = ["a", "b", "c", "d"];
    const rows = { compound: [] as string[], moa: [] as string[] }, values: number[] = [];
    for (let compound = 0; compound < 40; compound++) {
      const centre = features.map(() => 4 * random.normal());
      for (let dose = 0; dose < 4; dose++) {
        rows.compound.push(`c${compound}`);
        rows.moa.push(`m${compound % 10}`);
        values.push(...centre.map((value) => value + 0.2 * random.normal()));
      }
    }
    const profiles = makeProfiles(pl.DataFrame(rows), features, Float64Array.from(values));
    const below = async (together: string[]) =>
      (await precisionReport(profiles, pairs, { permutations: 499, together }))
        .groups.filter(({ tests }) => tests.usual!.pValue <= 0.05).length;
    alone += await below([]);
    moved += await below(["compound"]);
  }
  // Mechanisms mean nothing here, so that three of 60 are below 0.05 by chance; as single rows many are.
  assert(alone >= 10 && moved <= 7, `${alone}, ${moved}`);
});

/** A well of a screen of mechanisms: what is drawn there, and where. */
interface Well {
  moa: string;
  compound: string;
  plate: string;
  well: string;
}

/** Each compound, position and mechanism has an effect of its own, as strong as it is told. */
function mechanisms(
  wells: readonly Well[],
  seed: number,
  strength: { compound?: number; well?: number; moa?: (moa: string) => number },
) {
  const random = new Random(seed), features = ["a", "b", "c", "d", "e", "f"];
  const drawn = new Map<string, number[]>();
  const effect = (name: string, size: number) => {
    if (!drawn.has(name)) drawn.set(name, features.map(() => random.normal()));
    return drawn.get(name)!.map((value) => size * value);
  };
  const values = wells.flatMap(({ moa, compound, well }) => {
    const parts = [
      effect(compound, strength.compound ?? 0),
      effect(well, strength.well ?? 0),
      effect(moa, strength.moa?.(moa) ?? 0),
    ];
    return features.map((_, j) => parts.reduce((sum, part) => sum + part[j]!, random.normal()));
  });
  return makeProfiles(pl.DataFrame([...wells]), features, Float64Array.from(values));
}

const byMechanism = consistency({ mechanism: "moa", compound: "compound" });
const mechanismOptions = { together: ["compound"], position: "well", permutations: 499 };

/** Names of the groups below 0.05 under a null. */
const calledBy = (
  report: Awaited<ReturnType<typeof precisionReport>>,
  name: "usual" | "position",
) => report.groups.filter(({ tests }) => tests[name]!.pValue <= 0.05).map(({ group }) => group);

Deno.test("precisionReport() of mechanisms leaves doses together that lie in wells of their own", async () => {
  // One layout on two plates: 30 compounds, three doses, each in its well; mechanisms mean nothing.
  const wells = ["P1", "P2"].flatMap((plate) =>
    Array.from({ length: 90 }, (_, i) => {
      const compound = Math.floor(i / 3);
      return { moa: `m${compound % 10}`, compound: `c${compound}`, plate, well: `W${i}` };
    })
  );
  let called = 0;
  for (let seed = 1; seed <= 6; seed++) {
    const profiles = mechanisms(wells, seed, { compound: 3, well: 1 });
    const report = await precisionReport(profiles, byMechanism, mechanismOptions);
    called += calledBy(report, "position").length;
    const [usual, position] = report.nulls;
    assertEquals({ ...position!, name: "usual" }, usual);
    const same = "No group has two of compound at one position";
    assertEquals(report.warnings, [`${same}: the position null is the usual one`]);
  }
  // Three of 60 are below 0.05 by chance.
  assert(called <= 7, `${called}`);
});

Deno.test("precisionReport() calls a mechanism by its effect, not for the position its compounds share", async () => {
  // Two layouts: 40 pairs of wells hold the doses of one compound on plates of the first, of another on
  // those of the second. Both have one mechanism in the first ten pairs, their own ones in the others.
  const wells = ["A1", "A2", "B1", "B2"].flatMap((plate) =>
    Array.from({ length: 80 }, (_, i) => {
      const pair = i >> 1, compound = `${plate[0]}${pair}`;
      return { moa: pair < 10 ? `m${pair}` : compound, compound, plate, well: `W${i}` };
    })
  );
  const called = { usual: 0, position: 0 };
  for (let seed = 1; seed <= 5; seed++) {
    const places = mechanisms(wells, seed, { compound: 1, well: 2 });
    const report = await precisionReport(places, byMechanism, mechanismOptions);
    assertEquals(
      report.groups.filter(({ tests }) => tests.position!.arrangements === 40).length,
      10,
    );
    for (const name of ["usual", "position"] as const) {
      called[name] += calledBy(report, name).length;
    }
    const real = mechanisms(wells, seed, {
      ...{ compound: 1, well: 0.5 },
      moa: (moa) => moa === "m3" ? 5 : 0,
    });
    const told = await precisionReport(real, byMechanism, mechanismOptions);
    assert(calledBy(told, "position").includes("m3"), `${seed}`);
  }
  // Of 50 mechanisms that only share positions two or three are below 0.05 by chance.
  assert(called.usual >= 25 && called.position <= 6, JSON.stringify(called));
});
