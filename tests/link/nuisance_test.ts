import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import pl from "nodejs-polars";
import { InputError } from "../../lib/core/errors.ts";
import { nuisanceDistances } from "../../lib/link/nuisance.ts";

const meta = pl.DataFrame({
  cells: [10, 30, 50],
  dose: [0.1, 10, 0],
  plate: ["P1", "P2", "P2"],
  well: ["B02", "AA03", "B2x"],
});

Deno.test("nuisanceDistances() takes means of numbers and of logarithms", () => {
  assertEquals(nuisanceDistances(meta, [[0, 1], [2]], "cells", "number").data[1], 30);
  // Means of log₁₀: (−1 + 1) / 2 and 1.
  assertAlmostEquals(nuisanceDistances(meta, [[0, 1], [1]], "dose", "log").data[1]!, 1, 1e-15);
});

Deno.test("nuisanceDistances() of sets counts what is not in common", () => {
  assertEquals(nuisanceDistances(meta, [[0, 1], [1, 2]], "plate", "set").data[1], 0.5);
});

Deno.test("nuisanceDistances() of wells knows rows beyond Z", () => {
  const wells = pl.DataFrame({ well: ["Z02", "AA06"] });
  assertEquals(nuisanceDistances(wells, [[0], [1]], "well", "well").data[1], Math.hypot(1, 4));
});

Deno.test("nuisanceDistances() names row and column of what it cannot compare", () => {
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
