import { type Cell, joined, type Notebook } from "../../show/notebook.ts";
import { foldedSolution } from "./solutions.ts";

/** How {@link studentCopy} works. */
export interface StudentCopyOptions {
  /** Path from the copy's folder to `lib`, with `/`; defaults to `../lib`. */
  lib?: string;
  /** Whether the answers of the quiz stay; defaults to true. */
  answers?: boolean;
}

/**
 * A notebook for who is to solve it: without outputs, and with an empty cell where the solution of
 * the exercise was.
 *
 * @param notebook The notebook; it stays as it is.
 * @param options Where `lib` lies, whether answers of the quiz stay.
 * @returns The copy.
 *
 * @example
 * ```ts
 * import { studentCopy } from "./student_copy.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const source = "Count.\n\n<details><summary>Solution</summary>\n3\n</details>\n\n## References";
 * const { cells } = studentCopy({ cells: [{ cell_type: "markdown", source }], metadata: {} });
 * assertEquals(cells.map((cell) => cell.source), ["Count.", "// Your answer", "## References"]);
 * ```
 */
export function studentCopy(notebook: Notebook, options: StudentCopyOptions = {}): Notebook {
  const { lib = "../lib", answers = true } = options;
  const { c2s: _, ...metadata } = notebook.metadata;
  const cells = notebook.cells.flatMap((cell): Cell[] => {
    const source = joined(cell.source);
    if (cell.cell_type === "code") {
      const code = source.replace(/(["'])\.\.\/lib\//g, `$1${lib}/`);
      return [{ ...cell, source: code, outputs: [], execution_count: null }];
    }
    if (cell.cell_type !== "markdown") return [cell];
    const text = answers ? source : source.replace(foldedAnswer, "");
    const parts = text.split(new RegExp(foldedSolution.source.replace("(", "(?:"), "g"))
      .map((part) => part.trim());
    return parts.flatMap((part, i) => [
      ...(i === 0 ? [] : [emptyCell(`${cell.id ?? "exercise"}-answer-${i}`)]),
      ...(part === ""
        ? []
        : [{ ...cell, ...(i === 0 ? {} : { id: `${cell.id ?? "exercise"}-${i}` }), source: part }]),
    ]);
  });
  return { ...notebook, cells, metadata };
}

const foldedAnswer =
  /[^\S\n]*(?:\n[^\S\n]+)?<details>\s*<summary>Answer<\/summary>[\s\S]*?<\/details>/g;

function emptyCell(id: string): Cell {
  return {
    cell_type: "code",
    execution_count: null,
    id,
    metadata: {},
    outputs: [],
    source: "// Your answer",
  };
}
