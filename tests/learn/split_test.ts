import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { split, type SplitItem, type SplitRule } from "../../lib/learn/split.ts";
import { someItems } from "./items.ts";

const three = { train: 0.6, validation: 0.2, test: 0.2 };

function valuesOf(items: readonly SplitItem[], rows: Int32Array, key: keyof SplitItem) {
  return new Set([...rows].map((row) => items[row]![key]));
}

function countsOf(items: readonly SplitItem[], rows: Int32Array): number[] {
  const groups = Map.groupBy(rows, (row) => items[row]!.label);
  return [...groups.values()].map(({ length }) => length);
}

Deno.test("split() by compound: no compound in two sets, every class in all, balanced", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const items = someItems(seed, 3), classes = new Set(items.map(({ label }) => label));
    const { sets, leftOut, absent } = split(items, { shares: three, seed });
    const compounds = Object.values(sets).map((rows) => valuesOf(items, rows, "compound"));
    for (const [i, one] of compounds.entries()) {
      for (const other of compounds.slice(i + 1)) assert(one.isDisjointFrom(other));
    }
    for (const rows of Object.values(sets)) {
      assertEquals(valuesOf(items, rows, "label"), classes);
      assertEquals(new Set(countsOf(items, rows)).size, 1);
    }
    assertEquals(absent, []);
    const all = [...Object.values(sets).flatMap((rows) => [...rows]), ...leftOut];
    assertEquals(all.sort((a, b) => a - b), [...items.keys()]);
  }
});

Deno.test("split() keeps what it is told to keep together", () => {
  for (const by of ["plate", "week", "compound"] as const) {
    for (let seed = 1; seed <= 20; seed++) {
      const items = someItems(seed);
      const { sets } = split(items, { by, seed, balance: false });
      const [one, other] = Object.values(sets).map((rows) => valuesOf(items, rows, by));
      assert(one!.isDisjointFrom(other!), `${by}, seed ${seed}`);
      assertEquals(sets.train!.length + sets.validation!.length, items.length);
    }
  }
});

Deno.test("split() by image has the shares asked for in each class, and mixes compounds", () => {
  const items = Array.from({ length: 200 }, (_, i) => ({
    label: i < 148 ? "DMSO" : "other",
    compound: i < 148 ? "DMSO" : `drug ${i % 2}`,
    plate: "P",
    week: "1",
  }));
  const { sets } = split(items, { by: "image", shares: { train: 3, test: 1 }, balance: false });
  assertEquals(countsOf(items, sets.test!).sort((a, b) => a - b), [13, 37]);
  assertEquals(valuesOf(items, sets.test!, "compound").size, 3);
  assertEquals(valuesOf(items, sets.train!, "compound").size, 3);
});

Deno.test("split() comes out the same for a seed, and otherwise for another", () => {
  const items = someItems(4, 4);
  for (const by of ["compound", "image"] as SplitRule[]) {
    assertEquals(split(items, { by, seed: 3 }), split(items, { by, seed: 3 }));
    assert(
      [4, 5, 6].some((seed) =>
        split(items, { by, seed }).sets.train!.join() !== split(items, { by, seed: 3 }).sets.train!
          .join()
      ),
    );
  }
});

Deno.test("split() by compound names the class that has one compound only", () => {
  const items = [...someItems(1), { label: "DMSO", compound: "DMSO", plate: "P", week: "1" }];
  const error = assertThrows(() => split(items), InputError, "the class DMSO is not in every set");
  assert(error.message.includes("DMSO: the only compound of DMSO"), error.message);
  assertThrows(() => split(items, { by: "image" }), InputError, "the only image of DMSO");
});

Deno.test("split() by compound deals whole wells of a control, so that none is in two sets", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const control = { label: "DMSO", compound: "DMSO", week: "1" };
    const wells = ["P1", "P2"].flatMap((plate) =>
      ["B02", "B11", "G02"].map((well) => ({ ...control, plate, well }))
    );
    const items = [...someItems(seed, 3), ...wells, ...wells, ...wells, ...wells];
    const { sets } = split(items, { controls: ["DMSO"], shares: three, seed, balance: false });
    const dealt = Object.values(sets).map((rows) =>
      new Set(
        [...rows].map((row) => items[row]!).filter(({ compound }) => compound === "DMSO")
          .map(({ plate, well }) => `${plate} ${well}`),
      )
    );
    assert(dealt.every(({ size }) => size > 0), `seed ${seed}`);
    assertEquals(dealt.reduce((sum, { size }) => sum + size, 0), 6, `seed ${seed}`);
  }
});

Deno.test("split() by compound refuses controls of too few wells, or of none that is known", () => {
  const control = { label: "DMSO", compound: "DMSO", plate: "P", week: "1" };
  const of = (
    ...wells: string[]
  ) => [...someItems(1), ...wells.map((well) => ({ ...control, well }))];
  const run = (items: SplitItem[]) => split(items, { controls: ["DMSO"] });
  assertThrows(() => run(of("B02", "B02", "B02")), InputError, "DMSO: the only well of DMSO");
  assertThrows(() => run([...someItems(1), control, control]), InputError, "column well");
  assertEquals(run(of("B02", "B03")).absent, []);
});

Deno.test("split() by week says which classes a set lacks", () => {
  const items = ["a", "b"].map((label, i) => ({
    label,
    compound: label,
    plate: `P${i}`,
    week: `${i}`,
  }));
  const { absent } = split(items, { by: "week", shares: { train: 1, test: 1 } });
  assertEquals(absent.map(({ set }) => set), ["train", "test"]);
  assertThrows(
    () => split(items, { by: "week", shares: three }),
    InputError,
    "fewer weeks than sets",
  );
});

Deno.test("split() refuses shares of nothing, no images, a compound of two classes", () => {
  const items = someItems(2);
  assertThrows(() => split(items, { shares: { train: 1, test: NaN } }), InputError, "found NaN");
  assertThrows(() => split(items, { shares: {} }), InputError, "no set");
  assertThrows(() => split([]), InputError, "no image");
  const twice = { ...items[0]!, label: "another" };
  assertThrows(() => split([...items, twice]), InputError, "a compound has two classes");
  assertEquals(split([...items, twice, twice], { by: "image" }).absent, []);
});
