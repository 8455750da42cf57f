import { assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { guardedTvn } from "../../lib/profile/guarded_tvn.ts";

const options = { controls: { drug: "DMSO" }, plate: "plate", treatment: "drug" };

/** Two plates of 20 controls and 3 × 4 replicates; one shared axis of plain noise drowns the drugs. */
function screen(noise: number, controls = 20): Profiles {
  const random = new Random(5), d = 8;
  const rows = ["P1", "P2"].flatMap((plate) => [
    ...Array.from({ length: controls }, () => ({ plate, drug: "DMSO", at: -1 })),
    ...["a", "b", "c"].flatMap((drug, at) =>
      Array.from({ length: 4 }, () => ({ plate, drug, at }))
    ),
  ]);
  const values = rows.flatMap(({ at }) => {
    const shared = noise * random.normal();
    return Array.from(
      { length: d },
      (_, j) => 0.3 * random.normal() + shared + (j === at ? 1.5 : 0),
    );
  });
  const meta = pl.DataFrame({
    plate: rows.map(({ plate }) => plate),
    drug: rows.map(({ drug }) => drug),
  });
  const features = Array.from({ length: d }, (_, j) => `f${j}`);
  return makeProfiles(meta, features, Float64Array.from(values));
}

Deno.test("guardedTvn() keeps a correction that takes noise away and lets replicates agree more", async () => {
  const wells = screen(5), { used, effect, profiles } = await guardedTvn(wells, options);
  assertEquals(used, effect!.after.samePlate <= effect!.before.samePlate);
  assertEquals(effect!.after.replicates > effect!.before.replicates + 0.2, true);
  assertEquals(profiles === wells, !used);
});

Deno.test("guardedTvn() gives back what it was given where replicates would agree less", async () => {
  // The drugs differ along what controls vary in: whitening shrinks just that.
  const random = new Random(9);
  const rows = ["P1", "P2"].flatMap((plate) => [
    ...Array.from({ length: 12 }, () => ({ plate, drug: "DMSO", push: 0 })),
    ...["a", "b", "c", "d"].flatMap((drug, i) =>
      Array.from({ length: 2 }, () => ({ plate, drug, push: 12 * Math.cos(i * 2), other: 1 }))
    ),
  ]);
  const values = rows.flatMap(({ push }, i) => {
    const own = push === 0 ? 0 : 12 * Math.sin(2 * (Math.floor(i / 2) % 4));
    return [
      3 * random.normal() + push,
      3 * random.normal() + own,
      ...Array.from({ length: 6 }, () => 0.5 * random.normal()),
    ];
  });
  const meta = pl.DataFrame({
    plate: rows.map(({ plate }) => plate),
    drug: rows.map(({ drug }) => drug),
  });
  const features = Array.from({ length: 8 }, (_, j) => `f${j}`);
  const wells = makeProfiles(meta, features, Float64Array.from(values));
  const { used, effect, profiles } = await guardedTvn(wells, options);
  assertEquals([effect!.after.replicates < effect!.before.replicates, used], [true, false]);
  assertEquals(profiles, wells);
});

Deno.test("guardedTvn() does not try with few controls, and says so", async () => {
  const { used, reason, effect } = await guardedTvn(screen(1, 3), options);
  assertEquals([used, effect], [false, undefined]);
  assertEquals(reason, "A plate has 3 controls; fewer than 4 cannot tell its batch.");
});

Deno.test("guardedTvn() sees plates that differ also where a plate has few controls", async () => {
  // One unseen control a plate has no neighbour of its plate but among the others.
  const wells = screen(0, 4), width = wells.features.length;
  const values = wells.values.map((value, i) => {
    const isSecond = Math.floor(i / width) >= wells.meta.height / 2;
    return value + (isSecond ? 20 : 0);
  });
  const { effect } = await guardedTvn(makeProfiles(wells.meta, wells.features, values), options);
  assertEquals(effect!.before.samePlate > 0.6, true, `${effect!.before.samePlate}`);
});
