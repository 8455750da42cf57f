import pl from "nodejs-polars";
import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { isWithinLayout, nuisanceKeys, wellsOf } from "../../../lib/profile/audit/nuisances.ts";

const fold = (test: number[], train: number[]) => ({
  test: Int32Array.from(test),
  train: Int32Array.from(train),
});

Deno.test("nuisanceKeys() cuts counts into tenths of the rows learned from", () => {
  const meta = pl.DataFrame({ count: Array.from({ length: 40 }, (_, i) => i) });
  const low = Array.from({ length: 20 }, (_, i) => i), high = low.map((row) => row + 20);
  const [nuisance] = nuisanceKeys(
    meta,
    { cellCount: "count" },
    [fold(high, low), fold(low, high)],
    new Int32Array(40),
  );
  assertEquals(nuisance!.identity, undefined);
  assertEquals(new Set(nuisance!.keys[0]!.slice(0, 20)).size, 10);
  assertEquals(new Set(nuisance!.keys[0]!.slice(20)), new Set(["9"]));
  assertEquals(new Set(nuisance!.keys[1]!.slice(0, 20)), new Set(["0"]));
});

Deno.test("nuisanceKeys() takes other columns as text or, with fractions, as numbers", () => {
  const meta = pl.DataFrame({ person: ["x", "y"], depth: [0.5, 1.5], run: [1, 2] });
  const found = nuisanceKeys(
    meta,
    { others: ["person", "depth", "run"] },
    [fold([0], [1])],
    new Int32Array(2),
  );
  assertEquals(found.map(({ identity }) => identity), [["x", "y"], undefined, ["1", "2"]]);
});

Deno.test("nuisanceKeys() reads wells of 6 to 1536 and refuses others", () => {
  const wells = (well: string[]) =>
    nuisanceKeys(
      pl.DataFrame({ well }),
      { position: "well" },
      [fold([0], [0])],
      new Int32Array(well.length),
    );
  const [, rows, columns] = wells(["b2", "P24", "AF48"]);
  // One place, however it is written; row Q of 1536 wells.
  assertEquals(wells(["b2", "B02", "Q01"])[0]!.identity, ["B2", "B2", "Q1"]);
  assertEquals([rows!.identity, columns!.identity], [["B", "P", "AF"], ["2", "24", "48"]]);
  for (const wrong of ["B00", "AG01", "", "12"]) {
    assertThrows(() => wells([wrong]), InputError, "such as B02");
  }
});

/** Plates of 8 wells; `layout` gives each plate's, by the label at its first well. */
function plates(layout: number[], weeks: number[]) {
  const rows = layout.flatMap((first, p) =>
    Array.from({ length: 8 }, (_, w) => ({
      plate: `P${p}`,
      week: `W${weeks[p]}`,
      well: `A${w + 1}`,
      label: (w * (1 + first) + first) % 8,
    }))
  );
  return { meta: pl.DataFrame(rows), labels: Int32Array.from(rows, ({ label }) => label) };
}

Deno.test("nuisanceKeys() audits the position within a layout where there is more than one", () => {
  const columns = { position: "well", plate: "plate", week: "week" };
  const sources = (layout: number[], weeks: number[]) => {
    const { meta, labels } = plates(layout, weeks);
    return nuisanceKeys(meta, columns, [fold([0], [1])], labels)
      .map(({ source }) => source).filter(isWithinLayout);
  };
  assertEquals(sources([0, 0, 0, 0], [0, 0, 0, 0]), []);
  // Each week has its layout: both say the same.
  assertEquals(sources([0, 0, 2, 2], [0, 0, 1, 1]), ["layout × position"]);
  assertEquals(sources([0, 2, 0, 2], [0, 0, 1, 1]), ["layout × position", "week × position"]);
  assertEquals(sources([0, 0, 0, 0], [0, 0, 1, 1]), ["week × position"]);
  const { meta, labels } = plates([0, 2], [0, 1]);
  const byWeek = nuisanceKeys(meta, { position: "well", week: "week" }, [fold([0], [1])], labels);
  assertEquals(byWeek.at(-1)!.source, "week × position");
  assertEquals(new Set(byWeek.at(-1)!.keys[0]).size, 16);
});

Deno.test("wellsOf() tells plates of one name in two weeks apart", () => {
  const meta = pl.DataFrame({
    plate: ["P1", "P1", "P1"],
    week: [1, 1, 2],
    well: ["A01", "a1", "A1"],
  });
  const wells = wellsOf(meta, { position: "well", plate: "plate", week: "week" })!;
  assertEquals([wells[0] === wells[1], wells[0] === wells[2]], [true, false]);
  assertEquals(wellsOf(meta, { position: "well", week: "week" }), undefined);
});
