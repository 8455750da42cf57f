import pl from "nodejs-polars";
import { assertEquals, assertNotEquals } from "@std/assert";
import { findPairs } from "../../../lib/profile/precision/pairs.ts";
import { listTasks } from "../../../lib/profile/precision/tasks.ts";

const score = (row: number, group: number, averagePrecision = 0.5) => ({
  row,
  group,
  averagePrecision,
  chance: 0.3,
  positives: 1,
  negatives: 2,
});

Deno.test("listTasks() leaves out what was not scored, but no member of a scored group", () => {
  const meta = pl.DataFrame({ compound: ["a", "b", "a", "b", "c"] });
  const pairs = findPairs(meta, { posSameBy: ["compound"] });
  const scored = [score(0, 0, NaN), score(2, 0), score(4, 2, NaN)];
  const tasks = listTasks(pairs, scored, { mostCandidates: 4096, seed: 1 });
  assertEquals(tasks.map(({ group, members }) => [group, ...members]), [[0, 0, 2]]);
  assertEquals(tasks[0]!.queries.map(({ row }) => row), [2]);
});

Deno.test("listTasks() gives rows of one plate one list of candidates", () => {
  const meta = pl.DataFrame({
    compound: ["a", "b", "a", "b", "DMSO", "DMSO"],
    plate: ["P", "P", "Q", "Q", "P", "Q"],
  });
  const controls = [false, false, false, false, true, true];
  const pairs = findPairs(meta, { posSameBy: ["compound"], negSameBy: ["plate"], controls });
  const scored = [score(0, 0), score(2, 0), score(1, 1), score(3, 1)];
  const [a, b] = listTasks(pairs, scored, { mostCandidates: 4096, seed: 1 });
  assertEquals(a!.queries.map(({ base, candidates }) => [base, ...candidates]), [[0, 4], [1, 5]]);
  for (const i of [0, 1]) {
    assertEquals(a!.queries[i]!.candidates === b!.queries[i]!.candidates, true);
  }
});

Deno.test("listTasks() uses a random part of many candidates: by seed, shared, at least 100", () => {
  const meta = pl.DataFrame({
    compound: Array.from({ length: 1200 }, (_, i) => `c${i >> 1}`),
    plate: Array.from({ length: 1200 }, (_, i) => `P${i % 2}`),
  });
  const pairs = findPairs(meta, { posSameBy: ["compound"], negSameBy: ["plate"] });
  const scored = [0, 1, 2, 3].map((row) => score(row, row >> 1));
  const parts = (mostCandidates: number, seed: number) => {
    const [a] = listTasks(pairs, scored, { mostCandidates, seed });
    return a!.queries.map(({ candidates }) => [...candidates]);
  };
  // Each group has queries on two plates, so that each list has half of the most.
  const [even, odd] = parts(500, 1);
  assertEquals([even!.length, odd!.length], [250, 250]);
  assertEquals(even, [...new Set(even)].sort((a, b) => a - b));
  assertEquals([even!.every((row) => row % 2 === 0), odd!.every((row) => row % 2 === 1)], [
    true,
    true,
  ]);
  assertEquals(parts(500, 1)[0], even);
  assertNotEquals(parts(500, 2)[0], even);
  assertEquals(parts(50, 1).map(({ length }) => length), [100, 100]);
  assertEquals(parts(1200, 1).map(({ length }) => length), [600, 600]);
});

Deno.test("listTasks() gives a group a part without its members where it can, one to many groups", () => {
  const meta = pl.DataFrame({
    compound: Array.from({ length: 3000 }, (_, i) => `c${i >> 1}`),
  });
  const pairs = findPairs(meta, { posSameBy: ["compound"] });
  const scored = Array.from({ length: 3000 }, (_, row) => score(row, row >> 1));
  const tasks = listTasks(pairs, scored, { mostCandidates: 300, seed: 1 });
  assertEquals(tasks.length, 1500);
  for (const { members, queries } of tasks) {
    assertEquals(
      queries.some(({ candidates }) => members.some((row) => candidates.includes(row))),
      false,
    );
  }
  // One number stands for one part.
  const parts = new Map(tasks.flatMap(({ queries }) => queries.map((q) => [q.base, q.candidates])));
  assertEquals(parts.size, new Set(parts.values()).size);
  assertEquals(parts.size <= 8, true);
  assertEquals(
    tasks.every(({ queries }) => queries.every((q) => parts.get(q.base) === q.candidates)),
    true,
  );
  // Groups of one part follow one another, so that they are compared together.
  const order = tasks.map(({ queries }) => queries[0]!.base);
  assertEquals(order, order.toSorted((a, b) => a - b));
  // A group as large as the screen has no such part.
  const whole = findPairs(pl.DataFrame({ a: Array(400).fill("x").concat(Array(20).fill("y")) }), {
    posSameBy: ["a"],
  });
  const [all] = listTasks(whole, [score(0, 0)], { mostCandidates: 100, seed: 1 });
  assertEquals(all!.queries[0]!.base, 0);
});
