import { assert, assertEquals, assertRejects } from "@std/assert";
import { selectRows } from "../../../lib/core/profiles.ts";
import { biologyOf, compoundsOf } from "../../../lib/profile/grade/biology.ts";
import { matchTreatments } from "../../../lib/profile/match.ts";
import { aggregate } from "../../../lib/profile/aggregate.ts";
import { columns, madeScreen } from "./screen.ts";

const { truth, wells, controls } = madeScreen(4);
const rows = { columns, controls, unseen: controls, blind: wells };

Deno.test("compoundsOf() lists every compound once and no control", () => {
  const names = compoundsOf(wells.meta, "compound", controls);
  assertEquals(names, ["a1", "b1", "c1", "d1", "a2", "b2", "c2", "d2", "a3", "b3", "c3", "d3"]);
});

Deno.test("biologyOf() compares distances with the truth only where there is one", async () => {
  const { parts, pairs } = await biologyOf(wells, rows);
  assertEquals(pairs.length, 12 * 11 / 2);
  assertEquals(parts().map(({ score }) => score), ["NSC", "NSCB", "activity"]);
  const { pairs: reference } = await biologyOf(truth, rows);
  assertEquals(parts(reference)[0]!.score, "likeness");
});

Deno.test("biologyOf() matches as matchTreatments() does, compounds weighted", async () => {
  const treated = selectRows(wells, controls.map((is) => !is));
  const treatments = aggregate(treated, { by: "compound" });
  const { share, matches } = await matchTreatments(treatments, columns, { rule: "NSCB" });
  const part = (await biologyOf(wells, rows)).parts().find(({ score }) => score === "NSCB")!;
  assertEquals(part.value(new Float64Array(12).fill(1)), share);
  for (const [unit, { moa, predicted }] of matches.entries()) {
    const only = new Float64Array(12);
    only[unit] = 1;
    assertEquals(part.value(only), moa === predicted ? 1 : 0);
  }
});

Deno.test("biologyOf() refuses fewer than three treatments", async () => {
  const compounds = wells.meta.getColumn("compound").toArray();
  const few = compounds.map((name) => ["DMSO", "a1", "b1"].includes(String(name)));
  const some = selectRows(wells, few);
  const mask = controls.filter((_, row) => few[row]);
  await assertRejects(
    () => biologyOf(some, { columns, controls: mask, unseen: mask, blind: some }),
    Error,
    "too few treatments",
  );
  assert(mask.length > 3);
});
