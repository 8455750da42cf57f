import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../../lib/core/errors.ts";
import { makeProfiles, selectRows } from "../../../lib/core/profiles.ts";
import { hiddenTreatments } from "../../../lib/profile/match/hidden.ts";

const meta = pl.DataFrame([
  pl.Series("compound", ["b", "DMSO", "a", "a", "q"], pl.Utf8),
  pl.Series("dose", [1, 0, 1, 2, 1]),
  pl.Series("moa", ["x", "DMSO", "y", "y", null], pl.Utf8),
  pl.Series("week", [1, 1, 2, 2, 2]),
]);
const wells = makeProfiles(meta, ["f"], new Float64Array([1, 2, 3, 4, 5]));
const columns = {
  treatment: ["compound", "dose"],
  compound: "compound",
  moa: "moa",
  batch: "week",
  control: "DMSO",
};

Deno.test("hiddenTreatments() keeps treatments with a mechanism and gives away none", async () => {
  const { treatments, labels, run } = hiddenTreatments(wells, columns);
  assertEquals(treatments, ["b\t1", "a\t1", "a\t2"]);
  assertEquals(labels, {
    compounds: ["b", "a", "a"],
    moas: ["x", "y", "y"],
    batches: ["1", "2", "2"],
  });
  const made = await run({
    name: "reversed",
    run: (given) => {
      assertEquals(given.meta.columns, ["compound", "dose", "week"]);
      return selectRows(given, [4, 3, 2, 1, 0]);
    },
  });
  assertEquals([...made.values], [1, 3, 4]);
});

Deno.test("hiddenTreatments() names a pipeline that loses or repeats a treatment", async () => {
  const { run } = hiddenTreatments(wells, columns);
  const of = (rows: number[]) => () =>
    run({ name: "odd", run: (given) => selectRows(given, rows) });
  await assertRejects(of([0, 2]), InputError, '"odd": found "0 rows of treatment a 2"');
  await assertRejects(of([0, 2, 3, 3]), InputError, "2 rows of treatment a 2");
});

Deno.test("hiddenTreatments() names a treatment with two mechanisms or batches", () => {
  const two = pl.DataFrame({
    compound: ["a", "a"],
    dose: [1, 1],
    moa: ["x", "y"],
    week: [1, 2],
  });
  const profiles = makeProfiles(two, ["f"], new Float64Array([1, 2]));
  const error = assertThrows(
    () => hiddenTreatments(profiles, { ...columns, moa: "moa" }),
    InputError,
    "treatment a 1",
  );
  assertEquals(error.problem.row, 2);
});
