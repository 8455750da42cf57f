import type { IndexedField } from "../../data/index_file.ts";

/**
 * A well as one word, unlike that of any other plate's.
 *
 * @example
 * ```ts
 * import { plateWell } from "./seen.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(plateWell({ plate: "P1", well: "B02" }), "P1 B02");
 * ```
 */
export function plateWell({ plate, well }: Pick<IndexedField, "plate" | "well">): string {
  return `${plate} ${well}`;
}

/**
 * The wells that a network has seen: those that it learned from, and those that chose its epoch. A saved
 * network tells them, so that it is never judged by them.
 *
 * @param fields Fields of both.
 * @returns Each well once, sorted.
 *
 * @example
 * ```ts
 * import { seenWells } from "./seen.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sites = ["B03", "B02", "B03"].map((well) => ({ plate: "P1", well }));
 * assertEquals(seenWells(sites), ["P1 B02", "P1 B03"]);
 * ```
 */
export function seenWells(fields: readonly Pick<IndexedField, "plate" | "well">[]): string[] {
  return [...new Set(fields.map(plateWell))].sort();
}

/**
 * The compounds that a network has seen, for classes that several compounds share.
 *
 * @param fields Fields that it learned from, and those that chose its epoch.
 * @param column Column of the index with the compound.
 * @returns Each compound once, sorted; none where the index has no such column.
 */
export function seenCompounds(
  fields: readonly Pick<IndexedField, "metadata">[],
  column: string,
): string[] {
  return [...new Set(fields.map(({ metadata }) => metadata[column] ?? ""))]
    .filter((name) => name !== "").sort();
}
