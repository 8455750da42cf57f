import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { compress } from "../../lib/profile/compress.ts";
import { guardedTvn } from "../../lib/profile/guarded_tvn.ts";
import { normalize } from "../../lib/profile/normalize.ts";

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
  const { used, effect, profiles } = await guardedTvn(screen(5), options);
  assertEquals(effect!.change.replicates.low > 0, true);
  assertEquals(effect!.after.replicates > effect!.before.replicates + 0.2, true);
  assertEquals([used, profiles.features[0]!.startsWith("f")], [true, false]);
});

Deno.test("guardedTvn() gives back what it was given where replicates would agree less", async () => {
  // The drugs differ along what many features share in controls: whitening shrinks just that.
  const random = new Random(9);
  const rows = ["P1", "P2"].flatMap((plate) => [
    ...Array.from({ length: 12 }, () => ({ plate, drug: "DMSO", push: 0 })),
    ...["a", "b", "c", "d"].flatMap((drug, i) =>
      Array.from({ length: 2 }, () => ({ plate, drug, push: 6 * Math.cos(i * 2) }))
    ),
  ]);
  const values = rows.flatMap(({ push }, i) => {
    const own = push === 0 ? 0 : 6 * Math.sin(2 * (Math.floor(i / 2) % 4));
    const shared = [3 * random.normal() + push, 3 * random.normal() + own];
    return Array.from({ length: 8 }, (_, j) => shared[j >> 2]! + 0.5 * random.normal());
  });
  const meta = pl.DataFrame({
    plate: rows.map(({ plate }) => plate),
    drug: rows.map(({ drug }) => drug),
  });
  const features = Array.from({ length: 8 }, (_, j) => `f${j}`);
  const wells = makeProfiles(meta, features, Float64Array.from(values));
  const { used, effect, profiles } = await guardedTvn(wells, options);
  assertEquals([effect!.after.replicates < effect!.before.replicates, used], [true, false]);
  assertEquals(profiles, compress(normalize(wells, { by: "plate", controls: options.controls })));
});

Deno.test("guardedTvn() does not try with few controls, and says so", async () => {
  const { used, reason, effect } = await guardedTvn(screen(1, 3), options);
  assertEquals([used, effect], [false, undefined]);
  assertEquals(reason, "A plate has 3 controls; fewer than 4 cannot tell its batch.");
});

Deno.test("guardedTvn() holds controls out of the scale, too, and blames no screen without plates' effects", async () => {
  for (let seed = 1; seed <= 8; seed++) {
    const random = new Random(seed);
    const rows = ["P1", "P2", "P3", "P4", "P5", "P6"].flatMap((plate) => [
      ...Array.from({ length: 8 }, () => ({ plate, drug: "DMSO" })),
      ...["a", "b", "c"].map((drug) => ({ plate, drug })),
    ]);
    const values = rows.flatMap(({ drug }) =>
      Array.from({ length: 40 }, (_, j) => random.normal() + (drug === "abc"[j % 3] ? 3 : 0))
    );
    const meta = pl.DataFrame({
      plate: rows.map(({ plate }) => plate),
      drug: rows.map(({ drug }) => drug),
    });
    const features = Array.from({ length: 40 }, (_, j) => `f${j}`);
    const wells = makeProfiles(meta, features, Float64Array.from(values));
    const { effect } = await guardedTvn(wells, options);
    const { before, chance, change } = effect!;
    // Were they part of the mean of their plate, hardly any would be near another of it.
    assertEquals(before.samePlate > chance, true, `${seed}: ${before.samePlate}`);
    assertEquals(change.samePlate.low > 0, false, `${seed}: ${JSON.stringify(change.samePlate)}`);
  }
});

Deno.test("guardedTvn() takes wells as they were measured: the offset of a plate changes nothing", async () => {
  const wells = screen(0, 4), width = wells.features.length;
  const values = wells.values.map((value, i) => {
    const isSecond = Math.floor(i / width) >= wells.meta.height / 2;
    return value + (isSecond ? 20 : 0);
  });
  const plain = await guardedTvn(wells, options);
  const moved = await guardedTvn(makeProfiles(wells.meta, wells.features, values), options);
  assertEquals(moved.used, plain.used);
  moved.profiles.values.forEach((value, i) =>
    assertAlmostEquals(value, plain.profiles.values[i]!, 1e-6)
  );
});
