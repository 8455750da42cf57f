import { basename } from "node:path";
import type { Shown } from "../display.ts";
import type { Cell } from "../notebook.ts";

/** A figure of a notebook. */
export interface NotebookFigure {
  /** Its id. */
  id: string;
  /** What it shows, in a sentence. */
  alt: string;
  /** The line below it; absent where it has none. */
  caption?: string;
  /** Name of the notebook, without `.ipynb`. */
  notebook: string;
}

/**
 * The figures that notebooks hold, in order.
 *
 * @param notebooks Path and cells of each.
 *
 * @example
 * ```ts
 * import { allFigures } from "./figures.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const c2s = { seq: 1, figure: { id: "b7", alt: "Mechanisms agree." } };
 * const outputs = [{ output_type: "display_data", metadata: { c2s } }];
 * const cells = [{ cell_type: "code", source: "", outputs }];
 * const [figure] = allFigures([{ path: "out/09-a.ipynb", cells }]);
 * assertEquals(figure, { id: "b7", alt: "Mechanisms agree.", notebook: "09-a" });
 * ```
 */
export function allFigures(
  notebooks: readonly { path: string; cells: readonly Cell[] }[],
): NotebookFigure[] {
  return notebooks.flatMap(({ path, cells }) =>
    cells.flatMap(({ outputs = [] }) => outputs).flatMap(({ metadata }) => {
      const { figure } = metadata?.c2s as Shown | undefined ?? {};
      return figure === undefined ? [] : [{ ...figure, notebook: basename(path, ".ipynb") }];
    })
  );
}
