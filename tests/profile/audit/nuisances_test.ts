import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { nuisanceKeys } from "../../../lib/profile/audit/nuisances.ts";

const fold = (test: number[], train: number[]) => ({
  test: Int32Array.from(test),
  train: Int32Array.from(train),
});

Deno.test("nuisanceKeys() cuts counts into tenths of the rows learned from", () => {
  const meta = pl.DataFrame({ count: Array.from({ length: 40 }, (_, i) => i) });
  const low = Array.from({ length: 20 }, (_, i) => i), high = low.map((row) => row + 20);
  const [nuisance] = nuisanceKeys(meta, { cellCount: "count" }, [fold(high, low), fold(low, high)]);
  assertEquals(nuisance!.identity, undefined);
  assertEquals(new Set(nuisance!.keys[0]!.slice(0, 20)).size, 10);
  assertEquals(new Set(nuisance!.keys[0]!.slice(20)), new Set(["9"]));
  assertEquals(new Set(nuisance!.keys[1]!.slice(0, 20)), new Set(["0"]));
});

Deno.test("nuisanceKeys() takes other columns as text or, with fractions, as numbers", () => {
  const meta = pl.DataFrame({ person: ["x", "y"], depth: [0.5, 1.5], run: [1, 2] });
  const found = nuisanceKeys(meta, { others: ["person", "depth", "run"] }, [fold([0], [1])]);
  assertEquals(found.map(({ identity }) => identity), [["x", "y"], undefined, ["1", "2"]]);
});

Deno.test("nuisanceKeys() reads wells of 6 to 1536 and refuses others", () => {
  const wells = (well: string[]) =>
    nuisanceKeys(pl.DataFrame({ well }), { position: "well" }, [fold([0], [0])]);
  const [, rows, columns] = wells(["b2", "P24", "AF48"]);
  // One place, however it is written; row Q of 1536 wells.
  assertEquals(wells(["b2", "B02", "Q01"])[0]!.identity, ["B2", "B2", "Q1"]);
  assertEquals([rows!.identity, columns!.identity], [["B", "P", "AF"], ["2", "24", "48"]]);
  for (const wrong of ["B00", "AG01", "", "12"]) {
    assertThrows(() => wells([wrong]), InputError, "such as B02");
  }
});
