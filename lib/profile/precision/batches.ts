import type { Task } from "./tasks.ts";

/**
 * Splits the groups, in their order, into those that share candidates, as long as these are not too
 * many: the groups of a batch are compared by one product.
 *
 * @param tasks The groups.
 * @param mostCandidates Most candidates of a batch of several groups; it has at most about twice as
 * many members.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const candidates = Int32Array.of(5, 6);
 * const tasks = [0, 1, 2].map((group) => ({
 *   group,
 *   members: Int32Array.of(group),
 *   queries: [{ row: group, base: 0, candidates }],
 * }));
 * const groups = (most: number) =>
 *   [...batches(tasks, most)].map((batch) => batch.map(({ group }) => group));
 * assertEquals(groups(2), [[0, 1, 2]]);
 * ```
 */
export function* batches(tasks: readonly Task[], mostCandidates: number): Generator<Task[]> {
  let batch: Task[] = [], lists = new Set<Int32Array>(), columns = 0, members = 0;
  for (const task of tasks) {
    const own = new Set(task.queries.map(({ candidates }) => candidates));
    const size = [...own.difference(lists)].reduce((sum, { length }) => sum + length, 0);
    // All rows of a batch meet all candidates: strangers cost more than they save.
    const strange = own.isDisjointFrom(lists) && columns + size > 512;
    const full = columns + size > mostCandidates || members > 2 * mostCandidates;
    if (batch.length > 0 && (strange || full)) {
      yield batch;
      [batch, lists, columns, members] = [[], new Set(), 0, 0];
    }
    for (const list of own) {
      columns += lists.has(list) ? 0 : list.length;
      lists.add(list);
    }
    batch.push(task);
    members += task.members.length;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Unites lists of rows.
 *
 * @param lists Rows, in any order.
 * @param rows Number of profiles n.
 * @returns Each row once, sorted upwards.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...unite([Int32Array.of(4, 1), Int32Array.of(1, 2)], 5)], [1, 2, 4]);
 * ```
 */
export function unite(lists: Iterable<Int32Array>, rows: number): Int32Array {
  const within = new Uint8Array(rows);
  for (const list of lists) for (const row of list) within[row] = 1;
  const united: number[] = [];
  for (let row = 0; row < rows; row++) if (within[row] === 1) united.push(row);
  return Int32Array.from(united);
}
