import { assertEquals } from "@std/assert";
import { batches, unite } from "../../../lib/profile/precision/batches.ts";

const rows = (length: number) => Int32Array.from({ length }, (_, i) => i);

function batchesOf(lists: Int32Array[], mostCandidates: number, members = 2): number[][] {
  const tasks = lists.map((candidates, group) => ({
    group,
    members: rows(members),
    queries: [{ row: 0, base: 0, candidates }],
  }));
  return [...batches(tasks, mostCandidates)].map((batch) => batch.map(({ group }) => group));
}

Deno.test("batches() counts a list that groups share once", () => {
  const shared = rows(90);
  assertEquals(batchesOf([shared, shared, shared], 100), [[0, 1, 2]]);
  assertEquals(batchesOf([rows(90), rows(90), rows(90)], 200), [[0, 1], [2]]);
});

Deno.test("batches() keeps a group with more candidates than allowed, alone", () => {
  assertEquals(batchesOf([rows(10), rows(300), rows(10)], 100), [[0], [1], [2]]);
});

Deno.test("batches() begins anew where a group is a stranger and both have many candidates", () => {
  const [one, other] = [rows(400), rows(400)];
  assertEquals(batchesOf([one, one, other, one], 4096), [[0, 1], [2], [3]]);
  assertEquals(batchesOf([rows(200), rows(200)], 4096), [[0, 1]]);
});

Deno.test("batches() begins anew after twice as many members as candidates are allowed", () => {
  const shared = rows(10);
  assertEquals(batchesOf([shared, shared, shared, shared], 20, 25), [[0, 1], [2, 3]]);
});

Deno.test("batches() of no group are none", () => assertEquals(batchesOf([], 100), []));

Deno.test("unite() gives each row once, sorted", () => {
  assertEquals([...unite([Int32Array.of(7, 3), Int32Array.of(), Int32Array.of(3, 0)], 8)], [
    0,
    3,
    7,
  ]);
  assertEquals([...unite([], 8)], []);
});
