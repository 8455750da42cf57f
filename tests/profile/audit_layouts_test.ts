import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, type Profiles } from "../../lib/core/profiles.ts";
import { Random } from "../../lib/core/random.ts";
import {
  type Audit,
  auditLeakage,
  type AuditOptions,
  requireClean,
} from "../../lib/profile/audit.ts";

function balanced({ rows }: Audit, source: string): number {
  return rows.find((row) => row.source === source)!.balancedAccuracy.value;
}

/** Weeks of two plates; each week has a layout of its own, in which some wells of a plate may be swapped. */
function weekly(slips = 0): Profiles {
  const random = new Random(3), wells = Array.from({ length: 48 }, (_, w) => w);
  const rows = [0, 1, 2].flatMap((week) => {
    const layout = random.shuffle(wells.map((w) => w % 12));
    return [0, 1].flatMap((p) => {
      const own = layout.map((drug, w) => w < slips * p ? layout[(w + 1) % slips]! : drug);
      return own.map((drug, w) => ({
        week: `W${week}`,
        plate: `W${week}P${p}`,
        well: `${"ABCD"[Math.floor(w / 12)]}${w % 12 + 1}`,
        drug: `drug ${drug}`,
        moa: `moa ${drug % 4}`,
      }));
    });
  });
  const values = rows.flatMap(({ drug }) =>
    Array.from({ length: 12 }, (_, j) => (`drug ${j}` === drug ? 2 : 0) + random.normal())
  );
  const features = Array.from({ length: 12 }, (_, j) => `f${j}`);
  return makeProfiles(pl.DataFrame(rows), features, Float64Array.from(values));
}

Deno.test("auditLeakage() finds that the layout of a week fixes the drug, unless weeks are apart", async () => {
  const columns = { position: "well", plate: "plate", week: "week" };
  const ask = (split: AuditOptions["split"], label = "drug", slips = 0) =>
    auditLeakage(weekly(slips), { label, split, columns, resamples: 300 });
  const byPlate = await ask({ leaveOut: "plate" });
  assertEquals([balanced(byPlate, "layout × position"), byPlate.clean], [1, false]);
  assertEquals(byPlate.rows.filter(({ forbids }) => forbids).length, 1);
  assertThrows(() => requireClean(byPlate), InputError, "the layout fixes the drug");
  const slipped = await ask({ leaveOut: "plate" }, "drug", 3);
  assertEquals(slipped.clean, false);
  assertThrows(() => requireClean(slipped), InputError, "the layout fixes the drug");
  // The layout of a week, and the position of a drug, is of no use where none of it is learned.
  assertEquals((await ask({ leaveOut: "week" })).clean, true);
  const apart = await ask({ differBy: ["drug"] }, "moa");
  assertEquals([balanced(apart, "layout × position"), apart.unit], [0, "drug"]);
});

Deno.test("auditLeakage() does not make a layout of few wells that agree by chance", async () => {
  const random = new Random(8),
    rows = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((p) =>
      random.shuffle([0, 1, 0, 1]).map((drug, w) => ({ plate: `P${p}`, well: `A${w + 1}`, drug }))
    );
  const values = Float64Array.from(rows.flatMap(({ drug }) => [1 + 5 * drug, 6 - 5 * drug]));
  const audit = await auditLeakage(makeProfiles(pl.DataFrame(rows), ["f", "g"], values), {
    label: "drug",
    split: { leaveOut: "plate" },
    columns: { position: "well", plate: "plate" },
  });
  assertEquals(audit.rows.at(-1)!.verdict, "no more than chance");
});
