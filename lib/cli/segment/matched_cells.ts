import { counted } from "../../core/counted.ts";
import type { CellCounts } from "./find_cells.ts";
import type { SegmentedField } from "./task.ts";

/**
 * How the cells of a network and the nuclei went together, over all fields.
 *
 * @returns undefined where nuclei spread.
 *
 * @example
 * ```ts
 * import { matchedCells } from "./matched_cells.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matched = { divided: 1, empty: 2, bare: 0 };
 * assertEquals(matchedCells([{ matched }, { matched }]), { divided: 2, empty: 4, bare: 0 });
 * assertEquals(matchedCells([{}]), undefined);
 * ```
 */
export function matchedCells(
  fields: readonly Pick<SegmentedField, "matched">[],
): CellCounts | undefined {
  return fields.reduce<CellCounts | undefined>((sum, { matched }) => {
    if (matched === undefined) return sum;
    const { divided = 0, empty = 0, bare = 0 } = sum ?? {};
    return {
      divided: divided + matched.divided,
      empty: empty + matched.empty,
      bare: bare + matched.bare,
    };
  }, undefined);
}

/**
 * What {@link matchedCells} found, in words.
 *
 * @param counts The counts.
 * @param found What the cells are called; defaults to *the network's cells*.
 *
 * @example
 * ```ts
 * import { sayMatched } from "./matched_cells.ts";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(sayMatched({ divided: 0, empty: 0, bare: 1 }), /1 nucleus lies in no cell/);
 * ```
 */
export function sayMatched(
  { divided, empty, bare }: CellCounts,
  found = "the network's cells",
): string {
  return `of ${found} ${divided} held several nuclei and were divided, ${empty} held ` +
    `none and were left out; ${counted(bare, "nucleus lies", "nuclei lie")} in no cell and ` +
    `${bare === 1 ? "is" : "are"} taken for it`;
}
