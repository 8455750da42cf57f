import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { type NuisanceKind, nuisanceOf } from "../../lib/link/nuisance.ts";

const meta = pl.DataFrame({
  cells: [10, 30, 50],
  dose: [0.1, 10, 0],
  plate: ["P1", "P2", "P2"],
  well: ["B02", "AA03", "B2x"],
});

const nuisanceDistances = (
  from: pl.DataFrame,
  objects: number[][],
  column: string,
  kind: NuisanceKind,
) => nuisanceOf(from, objects, column, kind).distances;

Deno.test("nuisanceOf() takes means of numbers and of logarithms", () => {
  assertEquals(nuisanceDistances(meta, [[0, 1], [2]], "cells", "number").data[1], 30);
  // Means of log₁₀: (−1 + 1) / 2 and 1.
  assertAlmostEquals(nuisanceDistances(meta, [[0, 1], [1]], "dose", "log").data[1]!, 1, 1e-15);
});

Deno.test("nuisanceOf() of sets counts what is not in common", () => {
  assertEquals(nuisanceDistances(meta, [[0, 1], [1, 2]], "plate", "set").data[1], 0.5);
});

Deno.test("nuisanceOf() of wells knows rows beyond Z", () => {
  const wells = pl.DataFrame({ well: ["Z02", "AA06"] });
  assertEquals(nuisanceDistances(wells, [[0], [1]], "well", "well").data[1], Math.hypot(1, 4));
});

Deno.test("nuisanceOf() names row and column of what it cannot compare", () => {
  const bad = (column: string, kind: "number" | "log" | "well") =>
    assertThrows(() => nuisanceDistances(meta, [[0], [1], [2]], column, kind), InputError);
  assertEquals(bad("dose", "log").message.includes("row 3, column dose: found 0"), true);
  assertEquals(bad("plate", "number").message.includes("row 1, column plate"), true);
  assertEquals(
    bad("well", "well").message.includes('found "B2x", allowed: a well such as B02'),
    true,
  );
  assertEquals(bad("none", "number").message.includes("column none"), true);
});

Deno.test("nuisanceOf() gives numbers with their squares about the mean, and shares of a set", () => {
  const { values, terms } = nuisanceOf(meta, [[0, 1], [2], [1]], "cells", "number");
  assertEquals([...values.data], [20, 50, 30]);
  const mean = 100 / 3;
  const squares = [20, 50, 30].map((count) => (count - mean) ** 2);
  assertEquals(terms.map((term) => [...term]), [[20, 50, 30], squares]);
  const plates = nuisanceOf(meta, [[0, 1, 2], [2]], "plate", "set");
  assertEquals(plates.terms.map((term) => [...term]), [[1 / 3, 0], [2 / 3, 1]]);
  const places = nuisanceOf(meta, [[0], [1]], "well", "well");
  assertEquals([places.values.cols, places.terms.length], [2, 4]);
});

Deno.test("nuisanceOf() reads numbers that a table has as text, and names the row of what is none", () => {
  const text = pl.DataFrame({ dose: ["1e1", "none", "0.1"] });
  assertEquals([...nuisanceOf(text, [[0], [2]], "dose", "log").values.data], [1, -1]);
  assertThrows(
    () => nuisanceOf(text, [[0], [1], [2]], "dose", "number"),
    InputError,
    'row 2, column dose: found "none"',
  );
});
