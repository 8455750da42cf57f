import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { makeProfiles, selectRows } from "../../lib/core/profiles.ts";
import { requireReplicates } from "../../lib/profile/require_replicates.ts";

/** 12 compounds of 4 mechanisms in 2 weeks, 2 wells each. */
const compounds = Array.from({ length: 24 }, (_, row) => row % 12);
const meta = pl.DataFrame({
  compound: compounds.map((c) => `c${c}`),
  treatment: compounds.map((c) => `c${c} 1 µM`),
  moa: compounds.map((c) => `m${c % 4}`),
  week: compounds.map((c) => c % 3 === 0 ? 1 : 2),
});
const wells = makeProfiles(meta, ["area"], new Float64Array(24));
const columns = { treatment: "treatment", compound: "compound", moa: "moa", batch: "week" };

Deno.test("requireReplicates() counts what is repeated", () => {
  assertEquals(requireReplicates(wells, columns), {
    treatments: 12,
    repeated: 12,
    mechanisms: 4,
    batches: 2,
  });
});

Deno.test("requireReplicates() refuses too few treatments, single wells, lone compounds, one batch", () => {
  const refused = (rows: (row: number) => boolean, text: string) =>
    assertThrows(
      () => requireReplicates(selectRows(wells, compounds.map((_, row) => rows(row))), columns),
      InputError,
      text,
    );
  refused((row) => compounds[row]! < 11, "11 treatments");
  refused((row) => row < 12, "0 of them in two wells");
  const lone = { ...columns, moa: "compound" };
  assertThrows(() => requireReplicates(wells, lone), InputError, "0 mechanisms");
  const same = { ...wells, meta: meta.withColumn(pl.Series("week", compounds.map(() => 1))) };
  assertThrows(() => requireReplicates(same, columns), InputError, "1 batches");
});
