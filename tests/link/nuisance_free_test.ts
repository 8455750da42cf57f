import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import type { Matrix } from "../../lib/core/matrix.ts";
import { makeProfiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { mantel, partialMantel } from "../../lib/link/mantel.ts";
import { nuisanceOf } from "../../lib/link/nuisance.ts";
import { mantelBeside, nuisanceFree } from "../../lib/link/nuisance_free.ts";
import { selectObjects } from "../../lib/link/pairs.ts";
import { distances } from "../../lib/profile/distance.ts";
import { beside, cloud, euclid } from "./spaces.ts";

/** How a study is drawn. */
interface Drawn {
  /** Drugs. */
  objects: number;
  /** What of the cell count enters features; it enters structures as it is. */
  ofCount: (count: number) => number;
  /** How much enters both that is not the cell count. */
  link: number;
}

/** Structures and profiles of drugs, both of which follow the cell count; cosine distances. */
async function study(random: Random, { objects: n, ofCount, link }: Drawn) {
  const width = 40, count = cloud(random, n, 1), shared = cloud(random, n, 3);
  /** Features that follow some numbers, each in a direction of its own, beside noise. */
  const features = (source: Matrix) => {
    const to = cloud(random, source.cols, width), features = cloud(random, n, width);
    for (const at of features.data.keys()) {
      const row = Math.floor(at / width), col = at % width;
      for (let k = 0; k < source.cols; k++) {
        features.data[at]! += source.data[row * source.cols + k]! * to.data[k * width + col]!;
      }
    }
    return features;
  };
  const both = { ...shared, data: shared.data.map((value) => link * value) };
  const bent = { ...count, data: count.data.map(ofCount) };
  const [structures, profiles] = [features(beside(count, both)), features(beside(bent, both))];
  const meta = pl.DataFrame({ cells: Array.from(count.data, (value) => 200 + 50 * value) });
  const rows = Array.from({ length: n }, (_, row) => [row]);
  const cells = nuisanceOf(meta, rows, "cells", "number");
  const names = Array.from({ length: width }, (_, k) => `f${k}`);
  const free = await nuisanceFree(makeProfiles(meta, names, profiles.data), { cells });
  return { x: await distances(structures), y: await distances(profiles), cells, free: free! };
}

async function shareFound(drawn: Drawn, studies: number) {
  const random = new Random(7), found = { plain: 0, partial: 0, beside: 0 };
  for (let seed = 0; seed < studies; seed++) {
    const { x, y, cells, free } = await study(random, drawn);
    const options = { permutations: 99, resamples: 1, seed };
    const of = {
      plain: mantel(x, y, options),
      partial: partialMantel(x, y, [cells.distances], options),
      beside: mantelBeside(x, free, options),
    };
    for (const name of ["plain", "partial", "beside"] as const) {
      if (of[name].null.pValue <= 0.05) found[name] += 1 / studies;
    }
  }
  return found;
}

// 99.9 % of binomial shares of 150 at 5 % lie below.
const most = 0.05 + 3.1 * Math.sqrt(0.05 * 0.95 / 150);

Deno.test("mantelBeside() keeps 5 % where a cell count makes the link, a partial Mantel test does not", async () => {
  const drawn = { objects: 30, ofCount: (count: number) => count, link: 0 };
  const { plain, partial, beside } = await shareFound(drawn, 150);
  assert(plain > 0.9 && partial > 0.3 && beside <= most, `${plain} ${partial} ${beside}`);
});

Deno.test("mantelBeside() keeps 5 % also where the count works along a curve", async () => {
  for (const ofCount of [(count: number) => Math.max(-0.5, count), Math.exp]) {
    const { plain, beside } = await shareFound({ objects: 30, ofCount, link: 0 }, 150);
    assert(plain > 0.7 && beside <= most, `${plain} ${beside}`);
  }
});

Deno.test("mantelBeside() finds a link that is more than the cell count", async () => {
  const { beside } = await shareFound({ objects: 30, ofCount: Math.tanh, link: 0.5 }, 50);
  assert(beside > 0.8, `${beside}`);
});

Deno.test("what chance gives beside a nuisance is what is left of it, and not 0 by force", async () => {
  const { x, free } = await study(new Random(3), { objects: 40, ofCount: Math.exp, link: 0 });
  const { value, null: { range } } = mantelBeside(x, free, { permutations: 999, resamples: 9 });
  assert(range.low < value && value < range.high, `${value}, ${range.low} to ${range.high}`);
});

const plates = (sets: string[][]) => {
  const meta = pl.DataFrame({ plate: sets.flat() });
  let row = 0;
  const objects = sets.map((set) => set.map(() => row++));
  return nuisanceOf(meta, objects, "plate", "set");
};
const profilesOf = ({ rows, cols, data }: Matrix) =>
  makeProfiles(
    pl.DataFrame({ drug: Array.from({ length: rows }, (_, i) => `d${i}`) }),
    Array.from({ length: cols }, (_, i) => `f${i}`),
    data,
  );

Deno.test("nuisanceFree() leaves out what a plate explains alone, and says which objects are left", async () => {
  const sets = [["A"], ["A"], ["A"], ["B"], ["B"], ["B"], ["C"], ["B"]];
  const values = cloud(new Random(1), 8, 5);
  const free = await nuisanceFree(profilesOf(values), { plate: plates(sets) });
  assertEquals(free!.objects, [0, 1, 2, 3, 4, 5, 7]);
  assertEquals([free!.distances.rows, free!.trace.rows], [7, 7]);
  assertEquals(free!.alike.flat().toSorted(), [0, 1, 2, 3, 4, 5, 6]);
});

Deno.test("mantelBeside() is Mantel's test where those left are all on one plate", async () => {
  const random = new Random(1), [x, y] = [euclid(cloud(random, 21, 2)), cloud(random, 21, 5)];
  const plate = plates([...Array(20).fill(["A"]), ["B"]]);
  const free = await nuisanceFree(profilesOf(y), { plate });
  const options = { permutations: 99, resamples: 20 }, objects = free!.objects;
  assertEquals([objects.length, free!.alike.length], [20, 1]);
  const plain = mantel(selectObjects(x, objects), free!.distances, {
    ...options,
    within: free!.alike,
  });
  assertEquals(mantelBeside(x, free!, options), plain);
});

Deno.test("nuisanceFree() gives nothing where more than half of the objects are fitted, or nothing varies", async () => {
  const profiles = profilesOf(cloud(new Random(1), 6, 5));
  const alone = plates([["A"], ["B"], ["C"], ["D"], ["E"], ["E"]]);
  const same = plates(Array(6).fill(["A", "B"]));
  assertEquals(await nuisanceFree(profiles, { alone }), undefined);
  assertEquals(await nuisanceFree(profiles, { same }), undefined);
});

Deno.test("the trace of nuisanceFree() is how residuals of noise go together, with the other sign", async () => {
  const random = new Random(4), numbers = [1, 2, 3, 4, 9, 10, 11, 30];
  const meta = pl.DataFrame({ cells: numbers });
  const cells = nuisanceOf(meta, numbers.map((_, i) => [i]), "cells", "number");
  const free = await nuisanceFree(profilesOf(cloud(random, 8, 20_000)), { cells });
  // Cosines of 20,000 features of noise have a standard deviation of 0.007.
  for (const [at, distance] of free!.distances.data.entries()) {
    if (at % 9 !== 0) assertAlmostEquals(distance - 1, free!.trace.data[at]!, 0.03);
  }
});
