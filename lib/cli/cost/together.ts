import pl from "nodejs-polars";
import { makeProfiles, type Profiles, selectRows } from "../../core/profiles.ts";
import { Random } from "../../core/random.ts";
import { combat } from "../../profile/combat.ts";
import { consensus } from "../../profile/consensus.ts";
import { matchTreatments } from "../../profile/match.ts";
import { normalize } from "../../profile/normalize.ts";
import { precisionReport } from "../../profile/precision_report.ts";
import { select } from "../../profile/select.ts";
import type { TogetherCost } from "./sheet.ts";

const plateWells = 60, controlWells = 12;

/**
 * Measures the steps that see the wells of all plates, on wells drawn from a normal distribution: their
 * cost depends on how many wells and features there are, hardly on what these say.
 *
 * @param features Features of a well.
 * @param wells The smaller number of wells, of whole plates of 60; defaults to 120. Twice as many follow.
 * @returns One entry a step.
 *
 * @example
 * ```ts
 * import { measureTogether } from "./together.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [first] = await measureTogether(6);
 * assertEquals([first?.step, first?.wells], ["normalize", [120, 240]]);
 * ```
 */
export async function measureTogether(features: number, wells = 120): Promise<TogetherCost[]> {
  const sizes: [number, number] = [wells, 2 * wells];
  // The first run of all compiles what the others use.
  await timesOf(sizes[0], features);
  const [small, large] = [await timesOf(sizes[0], features), await timesOf(sizes[1], features)];
  return [...small].map(([step, seconds]) => (
    { step, wells: sizes, seconds: [seconds, large.get(step) as number] }
  ));
}

async function timesOf(wells: number, features: number): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  const timed = async <T>(step: string, work: () => T | Promise<T>): Promise<T> => {
    const started = performance.now(), result = await work();
    times.set(step, (performance.now() - started) / 1000);
    return result;
  };
  const drawn = drawWells(wells, features), controls = { compound: "DMSO" };
  const z = await timed("normalize", () => normalize(drawn, { by: "plate", controls }));
  const { profiles: few } = await timed("select", () => select(z));
  const even = await timed("correct", () => combat(few, { batch: "plate" }));
  const treatments = await timed("treatments", () => consensus(even, { by: ["compound", "moa"] }));
  const isControl = (profiles: Profiles) =>
    profiles.meta.getColumn("compound").toArray().map((name) => name === "DMSO");
  const drugs = selectRows(treatments, isControl(treatments).map((is) => !is));
  await timed("moa", () => matchTreatments(drugs, { compound: "compound", moa: "moa" }));
  const pairing = { posSameBy: ["compound"], negSameBy: ["plate"], controls: isControl(even) };
  await timed("activity", () => precisionReport(even, pairing, { position: "well" }));
  return times;
}

/** Plates of 60 wells, 12 of them DMSO; three plates share their compounds, two a mechanism. */
function drawWells(wells: number, features: number): Profiles {
  const random = new Random(14), rows = Array.from({ length: wells }, (_, row) => row);
  const plate = rows.map((row) => Math.floor(row / plateWells));
  const compound = rows.map((row) => {
    const place = row % plateWells - controlWells;
    return place < 0 ? "DMSO" : `c${Math.floor(plate[row]! / 3) * plateWells + (place >> 1)}`;
  });
  const meta = pl.DataFrame({
    plate: plate.map((number) => `P${number}`),
    well: rows.map((row) => `W${row % plateWells}`),
    compound,
    moa: compound.map((name) => name === "DMSO" ? "DMSO" : `m${parseInt(name.slice(1)) >> 1}`),
  });
  const names = Array.from({ length: features }, (_, feature) => `f${feature}`);
  const values = Float64Array.from({ length: wells * features }, () => random.normal(0, 1));
  return makeProfiles(meta, names, values);
}
