import pl from "nodejs-polars";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { makeProfiles, metaValues, type Profiles } from "../../../lib/core/profiles.ts";
import { Random } from "../../../lib/core/random.ts";
import { meanAveragePrecision, type Pairing } from "../../../lib/profile/precision.ts";

/** Profiles of wells `plate compound`, of small whole numbers so that some ties occur. */
function screen(wells: string[], seed: number, width = 3): Profiles {
  const random = new Random(seed);
  const meta = pl.DataFrame({
    plate: wells.map((well) => well.split(" ")[0]!),
    compound: wells.map((well) => well.split(" ")[1]!),
  });
  const values = Float64Array.from({ length: wells.length * width }, () => random.integer(9) - 4);
  return makeProfiles(meta, Array.from({ length: width }, (_, i) => `f${i}`), values);
}

function controlsOf({ meta }: Profiles): boolean[] {
  return metaValues(meta, "compound").map((name) => name === "DMSO");
}

/** All orders of some numbers. */
function orders(items: number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** The p-value by the definition: profiles exchanged in every way within strata, scored afresh. */
async function byDefinition(
  profiles: Profiles,
  pairing: Pairing,
  group: string,
  strata: number[][],
): Promise<number> {
  const score = async (given: Profiles) =>
    (await meanAveragePrecision(given, pairing, { permutations: 0 })).groups
      .find((found) => found.group === group)!.meanAveragePrecision;
  const seen = await score(profiles), width = profiles.features.length;
  let reached = 0, all = 0;
  const visit = async (stratum: number, from: number[]): Promise<void> => {
    const rows = strata[stratum];
    if (rows !== undefined) {
      for (const order of orders(rows)) {
        const moved = [...from];
        rows.forEach((row, i) => moved[row] = order[i]!);
        await visit(stratum + 1, moved);
      }
      return;
    }
    const values = Float64Array.from(
      from.flatMap((row) => [...profiles.values.subarray(row * width, (row + 1) * width)]),
    );
    all++;
    if (await score({ ...profiles, values }) >= seen - 1e-10) reached++;
  };
  await visit(0, Array.from({ length: profiles.meta.height }, (_, row) => row));
  return reached / all;
}

Deno.test("exact p-values are those of exchanging profiles in every way: controls of each plate", async () => {
  const wells = ["P1 a", "P1 DMSO", "P1 DMSO", "P2 a", "P2 DMSO", "P2 DMSO", "P2 DMSO"];
  for (const seed of [1, 2, 3]) {
    const profiles = screen(wells, seed);
    const pairing = {
      posSameBy: ["compound"],
      negSameBy: ["plate"],
      controls: controlsOf(profiles),
    };
    const { groups } = await meanAveragePrecision(profiles, pairing);
    assertEquals([groups[0]!.arrangements, groups[0]!.exact], [12, true]);
    const wanted = await byDefinition(profiles, pairing, "a", [[0, 1, 2], [3, 4, 5, 6]]);
    assertAlmostEquals(groups[0]!.pValue, wanted, 1e-12);
  }
});

Deno.test("exact p-values are those of exchanging profiles in every way: other compounds", async () => {
  const wells = ["P a", "P a", "P b", "P b", "P c"];
  for (const seed of [4, 5]) {
    const profiles = screen(wells, seed);
    const pairing = { posSameBy: ["compound"] };
    const { groups } = await meanAveragePrecision(profiles, pairing);
    for (const { group, pValue } of groups) {
      const wanted = await byDefinition(profiles, pairing, group, [[0, 1, 2, 3, 4]]);
      assertAlmostEquals(pValue, wanted, 1e-12);
    }
  }
});

Deno.test("drawn p-values are near the exact ones, with ties and two wells a plate", async () => {
  const control = (plate: string) => Array.from({ length: 9 }, () => `${plate} DMSO`);
  const wells = [
    "P1 a",
    "P1 a",
    "P1 b",
    "P2 a",
    "P2 a",
    "P2 b",
    ...control("P1"),
    ...control("P2"),
  ];
  for (const width of [1, 3]) {
    const profiles = screen(wells, 8, width);
    const pairing = {
      posSameBy: ["compound"],
      negSameBy: ["plate"],
      controls: controlsOf(profiles),
    };
    const exact = await meanAveragePrecision(profiles, pairing, { permutations: 20000 });
    const drawn = await meanAveragePrecision(profiles, pairing, { permutations: 4000 });
    const few = await meanAveragePrecision(profiles, pairing, { permutations: 99 });
    assertEquals(exact.groups.map(({ arrangements }) => arrangements), [110 * 110, 100]);
    assertEquals([exact, drawn, few].map(({ groups }) => groups[0]!.exact), [true, false, false]);
    assertAlmostEquals(drawn.groups[0]!.pValue, exact.groups[0]!.pValue, 0.03);
    assertAlmostEquals(few.groups[1]!.pValue, exact.groups[1]!.pValue, 0.15);
  }
});

Deno.test("p-values hold where a test uses some of the negatives only", async () => {
  const wells = Array.from({ length: 400 }, (_, i) => `P c${i % 200}`);
  const profiles = screen(wells, 2, 6);
  const options = { permutations: 199, mostCandidates: 120 };
  const { groups } = await meanAveragePrecision(profiles, { posSameBy: ["compound"] }, options);
  const low = groups.filter(({ pValue }) => pValue <= 0.1).length / groups.length;
  assertEquals(low > 0.04 && low < 0.16, true, `${low} of p-values are at most .1`);
});
