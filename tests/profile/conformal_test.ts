import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, metaValues, selectFeatures, selectRows } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { type ConformalOptions, conformalSets } from "../../lib/profile/conformal.ts";
import { columns, simulated } from "./conformal/screen.ts";

const fixture: {
  compounds: string[];
  moas: string[];
  names: string[];
  values: number[];
  cases: { strangeness: "distance" | "ratio"; byMoa: boolean; p: number[][]; known: number[] }[];
} = JSON.parse(await Deno.readTextFile(new URL("fixtures/conformal.json", import.meta.url)));
const small = makeProfiles(
  pl.DataFrame({ compound: fixture.compounds, moa: fixture.moas }),
  ["a", "b", "c", "d"],
  Float64Array.from(fixture.values),
);

for (const { strangeness, byMoa, p, known } of fixture.cases) {
  Deno.test(`conformalSets() by ${strangeness}${byMoa ? " by mechanism" : ""} has the p-values of the definition`, async () => {
    const sets = await conformalSets(small, small, columns, { strangeness, byMoa, error: 0.3 });
    for (const set of sets) {
      assertEquals(set.plausibility.map(({ moa }) => moa), fixture.names);
      for (const [place, wanted] of p[set.row]!.entries()) {
        assertAlmostEquals(set.plausibility[place]!.p, wanted, 1e-9, `row ${set.row}`);
      }
      assertAlmostEquals(set.known, known[set.row]!, 1e-9);
      const wanted = fixture.names.filter((_, place) => p[set.row]![place]! > 0.3);
      assertEquals(set.moas.toSorted(), wanted);
      assertEquals(set.unseen, wanted.length === 0 || known[set.row]! <= 0.3);
    }
  });
}

/** Coverage over trials that each draw known compounds and one treatment of each new compound. */
async function coverage(options: ConformalOptions, trials: number): Promise<number> {
  const random = new Random(77);
  let covered = 0, total = 0;
  for (let trial = 0; trial < trials; trial++) {
    const all = simulated(random, 26), compounds = metaValues(all.meta, "compound") as string[];
    const isNew = (name: string) => +name.slice(1) >= 20;
    const known = selectRows(all, compounds.map((name) => !isNew(name)));
    const firsts = compounds.flatMap((name, row) =>
      isNew(name) && compounds.indexOf(name) === row ? [row] : []
    );
    const queries = selectRows(all, firsts), truth = metaValues(queries.meta, "moa");
    for (const { row, moas } of await conformalSets(known, queries, columns, options)) {
      if (moas.includes(truth[row] as string)) covered++;
      total++;
    }
  }
  return covered / total;
}

for (const strangeness of ["ratio", "distance"] as const) {
  for (const error of [0.1, 0.3]) {
    Deno.test(`conformalSets() split by ${strangeness} miss at most ${error} of new compounds`, async () => {
      const found = await coverage({ method: "split", strangeness, error }, 100);
      assert(found > 1 - error - 0.04, `${found}`);
    });

    Deno.test(`conformalSets() across by ${strangeness} miss about ${error}, never twice that`, async () => {
      const found = await coverage({ strangeness, error }, 60);
      assert(found > 1 - 1.5 * error && found < 1 - error / 4, `${found}`);
    });
  }
}

Deno.test("conformalSets() calibrated by mechanism cannot rule out what has few compounds", async () => {
  const sets = await conformalSets(small, small, columns, { byMoa: true, error: 0.3 });
  // Two compounds of z: the least p-value is 1 / 3, for a query that is z itself 1 / 2.
  assert(sets.every(({ plausibility }) => plausibility[2]!.p >= 1 / 3 - 1e-12));
});

Deno.test("conformalSets() of profiles without information are large, not wrong", async () => {
  const of = async (spread: number) => {
    const treatments = simulated(new Random(3), 60, { spread });
    const truth = metaValues(treatments.meta, "moa");
    const sets = await conformalSets(treatments, treatments, columns, { error: 0.1 });
    const mean = (value: (set: typeof sets[number]) => number) =>
      sets.reduce((sum, set) => sum + value(set), 0) / sets.length;
    return {
      size: mean(({ moas }) => moas.length),
      coverage: mean(({ moas, row }) => moas.includes(truth[row] as string) ? 1 : 0),
    };
  };
  const [clear, noise] = [await of(0.3), await of(50)];
  assert(noise.size > 2 * clear.size, `${noise.size} against ${clear.size}`);
  assert(noise.coverage > 0.8 && clear.coverage > 0.8, `${noise.coverage} ${clear.coverage}`);
});

Deno.test("conformalSets() is the same for one seed, and leaves rows without a mechanism out", async () => {
  const moa = pl.Series("moa", fixture.moas.map((name, row) => row === 0 ? null : name), pl.Utf8);
  const unlabelled = { ...small, meta: small.meta.withColumns(moa) };
  const options = { method: "split", seed: 4 } as const;
  const whole = await conformalSets(unlabelled, small, columns, options);
  const less = selectRows(small, fixture.moas.map((_, row) => row !== 0));
  assertEquals(whole, await conformalSets(less, small, columns, options));
});

Deno.test("conformalSets() of duplicates and constant profiles have no NaN", async () => {
  const flat = { ...small, values: new Float64Array(small.values.length) };
  for (const strangeness of ["ratio", "distance"] as const) {
    for (const profiles of [flat, { ...small, values: small.values.map(() => 1) }]) {
      const sets = await conformalSets(profiles, profiles, columns, { strangeness });
      assert(
        sets.every(({ plausibility, known }) =>
          known > 0 && plausibility.every(({ p }) => p > 0 && p <= 1)
        ),
      );
      assertEquals(sets[0]!.moas.length, 3);
    }
  }
});

Deno.test("conformalSets() of no queries are none, and wrong input is named", async () => {
  const none = selectRows(small, []);
  assertEquals(await conformalSets(small, none, columns), []);
  const wrong: [() => Promise<unknown>, string][] = [
    [() => conformalSets(none, small, columns), "0 known compounds"],
    [() => conformalSets(selectRows(small, [0]), small, columns), "1 known compounds"],
    [() => conformalSets(small, selectFeatures(small, ["b", "a", "c", "d"]), columns), "differ"],
    [() => conformalSets(small, selectFeatures(small, ["a"]), columns), "1 features"],
    [() => conformalSets(small, small, columns, { error: 0 }), "error"],
    [() => conformalSets(small, small, columns, { falseAbstention: 1 }), "falseAbstention"],
    [() => conformalSets(small, small, { ...columns, moa: "mechanism" }), "mechanism"],
  ];
  for (const [run, message] of wrong) await assertRejects(run, InputError, message);
  const bad = { ...small, values: small.values.map((value, i) => i === 5 ? NaN : value) };
  await assertRejects(() => conformalSets(small, bad, columns), InputError, "row 2, column b");
});
