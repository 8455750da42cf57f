import type { OwnWell } from "./describe_fields.ts";

/**
 * Which plates have one layout: half of the wells that two plates share hold the same treatment, or more.
 *
 * A position means the same only on plates of one layout; a null of positions moves a place on these
 * together.
 *
 * @param wells From `describeFields`.
 * @returns For each plate the number of its layout, from 1.
 *
 * @example
 * ```ts
 * import { layouts } from "./layouts.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const well = (plate: string, well: string, treatment: string) =>
 *   ({ plate, well, treatment, compound: treatment, moa: null, control: false });
 * const found = layouts([
 *   well("P1", "A01", "a"),
 *   well("P2", "A01", "a"),
 *   well("P3", "A01", "b"),
 * ]);
 * assertEquals([...found], [["P1", 1], ["P2", 1], ["P3", 2]]);
 * ```
 */
export function layouts(wells: readonly OwnWell[]): Map<string, number> {
  const plates = [...Map.groupBy(wells, ({ plate }) => plate)].map(([plate, own]) =>
    [plate, new Map(own.map(({ well, treatment }) => [well, treatment]))] as const
  );
  const kinds: Map<string, string>[] = [], found = new Map<string, number>();
  for (const [plate, own] of plates) {
    const known = kinds.findIndex((kind) => isOne(kind, own));
    if (known < 0) kinds.push(own);
    found.set(plate, known < 0 ? kinds.length : known + 1);
  }
  return found;
}

function isOne(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const shared = [...a.keys()].filter((well) => b.has(well));
  const same = shared.filter((well) => a.get(well) === b.get(well));
  return shared.length > 0 && 2 * same.length >= shared.length;
}
