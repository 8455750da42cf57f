import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { type Profiles, selectRows } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import { type Grade, gradeCorrections, type GradeOptions } from "../../lib/profile/grade.ts";
import { holdOutControls } from "../../lib/profile/grade/hold_out.ts";
import { normalize } from "../../lib/profile/normalize.ts";
import { columns, madeScreen } from "./grade/screen.ts";

const { truth, wells, controls } = madeScreen(1);
const { seen, unseen } = holdOutControls(wells.meta, { controls, by: "plate" });
const options: GradeOptions = { columns, controls, unseen, truth, resamples: 200 };
const random = new Random(9);
const noise: Profiles = { ...wells, values: wells.values.map(() => random.normal()) };
const scaled = normalize(wells, { by: "plate", controls: seen });
const grades = await gradeCorrections({ none: wells, scaled, noise, truth2: truth }, options);

function score(grade: Grade | undefined, name: string) {
  const found = grade?.scores.find((one) => one.score === name);
  assert(found !== undefined, name);
  return found;
}
const [none, plates, erased, again, ceiling] = grades;

Deno.test("gradeCorrections() gives every correction the same scores, the truth last", () => {
  assertEquals(grades.map(({ name }) => name), ["none", "scaled", "noise", "truth2", "truth"]);
  const names = grades.map(({ scores }) => scores.map((one) => one.score).join());
  assertEquals(
    new Set(names),
    new Set([
      "week variance,plate variance,week neighbours,plate neighbours,likeness,NSC,NSCB,activity",
    ]),
  );
});

Deno.test("gradeCorrections() sees the batch before a correction and its removal after", () => {
  // Planted: week 4, plate 1, wells 1.
  const week = score(none, "week variance"), plate = score(none, "plate variance");
  assert(week.value > 0.4 && week.value < 0.9, String(week.value));
  assert(week.low > 0 && plate.low > 0, `${week.low} ${plate.low}`);
  // Twelve controls a plate give its mean an error of a thirteenth of the variance or so.
  for (const name of ["week variance", "plate variance"]) {
    const { value, low } = score(plates, name);
    assert(low < 0.1 && Math.abs(value) < 0.25, `${name}: ${value}`);
  }
  assert(score(plates, "week variance").fromFloor.high < 0);
  assert(score(none, "week neighbours").low > score(none, "week neighbours").chance);
});

Deno.test("gradeCorrections() sees what a correction keeps and what is lost with noise", () => {
  assert(score(plates, "likeness").fromFloor.low > 0);
  assert(score(plates, "NSCB").value > score(none, "NSCB").value);
  const { value, chance } = score(erased, "likeness");
  assert(Math.abs(value - chance) < 0.3, String(value));
  assert(score(erased, "likeness").fromTruth.high < 0);
  assert(score(erased, "NSC").fromTruth.high < 0);
  assert(Math.abs(score(erased, "activity").value) < 0.35);
});

Deno.test("gradeCorrections() finds no difference between the truth and itself", () => {
  assertEquals(score(ceiling, "likeness").value, 1);
  for (const { fromTruth, score: name, value } of again!.scores) {
    assertEquals(fromTruth, { value: 0, low: 0, high: 0 }, name);
    assertEquals(value, score(ceiling, name).value);
  }
  assertEquals(score(none, "NSC").fromFloor, { value: 0, low: 0, high: 0 });
});

Deno.test("gradeCorrections() gives NSC the chance of a random treatment of another compound", () => {
  // Twelve compounds of four mechanisms: 2 of the 11 others are right, 2 of the 8 of other weeks.
  assertAlmostEquals(score(none, "NSC").chance, 2 / 11, 1e-12);
  assertAlmostEquals(score(none, "NSCB").chance, 2 / 8, 1e-12);
});

Deno.test("gradeCorrections() works without truth and without mechanisms", async () => {
  const few = { levels: ["plate"], compound: "compound" };
  const [grade] = await gradeCorrections({ wells }, {
    columns: few,
    controls,
    unseen,
    resamples: 20,
  });
  assertEquals(grade!.scores.map((one) => one.score), [
    "plate variance",
    "plate neighbours",
    "activity",
  ]);
  assertEquals(score(grade, "activity").fromTruth.value, NaN);
});

Deno.test("gradeCorrections() does not mind the unit of the features", async () => {
  const large = { ...scaled, values: scaled.values.map((value) => value * 1024) };
  const [first, second] = await gradeCorrections({ scaled, large }, { ...options, resamples: 5 });
  for (const [i, { value, score: name }] of first!.scores.entries()) {
    assert(Math.abs(second!.scores[i]!.value - value) < 1e-4, name);
  }
});

Deno.test("gradeCorrections() judges batch and activity by what was fitted without unseen controls", async () => {
  const full = normalize(wells, { by: "plate", controls });
  const judge = async (heldOut?: Record<string, Profiles>) =>
    (await gradeCorrections({ z: full }, { ...options, heldOut, resamples: 5 }))[0]!;
  const [fitted, blind] = [await judge(), await judge({ z: scaled })];
  for (const name of ["plate variance", "activity"]) {
    assert(score(fitted, name).value !== score(plates, name).value);
    assertEquals(score(blind, name).value, score(plates, name).value);
  }
  for (const name of ["likeness", "NSC"]) {
    assertEquals(score(blind, name).value, score(fitted, name).value);
  }
});

Deno.test("gradeCorrections() refuses rows that differ, short masks and too few controls", async () => {
  const refused = (corrected: Record<string, Profiles>, more: object, message: string) =>
    assertRejects(() => gradeCorrections(corrected, { ...options, ...more }), Error, message);
  const other = selectRows(wells, Array.from(controls.keys()).reverse());
  await refused({ wells, other }, {}, "other has other rows than wells");
  await refused({ wells }, { unseen: [true] }, "mask of unseen");
  await refused({ wells }, { unseen: controls.map(() => false) }, "too few unseen controls");
  await refused({ wells }, { heldOut: { scaled } }, "have other names");
  await refused({}, { truth: undefined }, "Cannot grade corrections");
  const broken = { ...wells, values: wells.values.map((v, i) => i === 3 ? NaN : v) };
  await refused({ broken }, {}, "f3");
});
