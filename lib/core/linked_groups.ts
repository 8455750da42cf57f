/**
 * Groups of what hangs together: items that share a key, directly or through others.
 *
 * @param keys The keys of each item; one without any is alone [n].
 * @returns Numbers of the items of each group, in the order in which groups are met.
 *
 * @example
 * ```ts
 * import { linkedGroups } from "./linked_groups.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(linkedGroups([["a"], ["b"], ["a", "c"], ["c"]]), [[0, 2, 3], [1]]);
 * ```
 */
export function linkedGroups(keys: readonly (readonly (string | number)[])[]): number[][] {
  const head = Int32Array.from(keys, (_, item) => item);
  const root = (item: number): number => {
    while (head[item] !== item) item = head[item] = head[head[item]!]!;
    return item;
  };
  const first = new Map<string | number, number>();
  for (const [item, own] of keys.entries()) {
    for (const key of own) {
      const other = first.get(key);
      if (other === undefined) first.set(key, item);
      else head[root(item)] = root(other);
    }
  }
  return [...Map.groupBy(head.keys(), root).values()];
}
