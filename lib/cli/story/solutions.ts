import { joined, type Notebook } from "../../show/notebook.ts";

/** The code of one folded solution. */
export interface Solution {
  /** Number of its cell among all cells, from 1. */
  cell: number;
  /** The code, without its fence. */
  source: string;
}

/** A folded solution in the text of a Markdown cell, with what is in it. */
export const foldedSolution =
  /<details>\s*<summary>Solution<\/summary>([\s\S]*?)<\/details>[^\S\n]*(?:\n|$)/g;

/**
 * The solutions of a notebook's exercises: the TypeScript in its folded `Solution` sections.
 *
 * @param notebook The notebook.
 * @returns Them in order; empty where it has none.
 *
 * @example
 * ```ts
 * import { findSolutions } from "./solutions.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const fence = "`".repeat(3);
 * const source = `<details><summary>Solution</summary>\n\n${fence}ts\n1 + 1\n${fence}\n\n</details>`;
 * const cells = [{ cell_type: "markdown", source }];
 * assertEquals(findSolutions({ cells, metadata: {} }), [{ cell: 1, source: "1 + 1" }]);
 * ```
 */
export function findSolutions(notebook: Notebook): Solution[] {
  return notebook.cells.flatMap(({ cell_type, source }, index) =>
    cell_type !== "markdown"
      ? []
      : [...joined(source).matchAll(foldedSolution)].flatMap(([, inside = ""]) =>
        [...inside.matchAll(/^```ts\n([\s\S]*?)\n```$/gm)]
          .map(([, code = ""]) => ({ cell: index + 1, source: code }))
      )
  );
}
