import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../core/errors.ts";
import type { CrossTable } from "../core/cross_table.ts";
import { palette } from "./theme.ts";

/** How a confusion matrix is drawn. */
export interface ConfusionOptions {
  /** What is counted; defaults to `Share of the row`, for the colour. */
  value?: string;
  /** Titles of rows and columns; default to `True` and `Named`. */
  rowTitle?: string;
  /** Title of the columns. */
  columnTitle?: string;
  /** Title of the figure; defaults to none. */
  title?: string;
  /** Size of a cell [px]; defaults to 30. */
  cellSize?: number;
}

/**
 * How often each true class (row) was given each name (column): counts as numbers, their share of
 * the row as colour, what is right framed, and the recall at the end of the row.
 *
 * @param table Counts, as `crossTable` makes them; zeros stay empty.
 * @param options Titles, size.
 * @returns A Vega-Lite spec.
 * @throws {InputError} where the table is empty.
 *
 * @example
 * ```ts
 * import { crossTable } from "../core/cross_table.ts";
 * import { confusionMatrix } from "./confusion_matrix.ts";
 * import { assert } from "@std/assert";
 *
 * assert("layer" in confusionMatrix(crossTable(["actin", "actin"], ["actin", "tubulin"])));
 * ```
 */
export function confusionMatrix(
  { rows, columns, counts }: CrossTable,
  options: ConfusionOptions = {},
): TopLevelSpec {
  const { value = "Share of the row", title, cellSize = 30 } = options;
  const { rowTitle = "True", columnTitle = "Named" } = options;
  if (rows.length === 0 || columns.length === 0) {
    throw new InputError("Cannot draw the confusion matrix", { found: "no classes" });
  }
  const totals = rows.map((_, row) =>
    counts.data.subarray(row * counts.cols, (row + 1) * counts.cols).reduce((a, b) => a + b, 0)
  );
  const cells = Array.from(counts.data, (count, i) => {
    const row = Math.floor(i / counts.cols), total = totals[row]!;
    return {
      r: rows[row]!,
      c: columns[i % counts.cols]!,
      n: count,
      share: Number((total === 0 ? 0 : count / total).toFixed(3)),
    };
  });
  // With names of other classes beside the true ones, a row's own column may be missing.
  const right = rows.flatMap((r, row) =>
    columns.includes(r) ? [{ r, c: r, total: totals[row]! }] : []
  );
  const recalls = rows.map((r, row) => ({
    r,
    c: recallColumn,
    text: totals[row] === 0
      ? "–"
      : (100 * (cells.find((cell) => cell.r === r && cell.c === r)?.share ?? 0)).toFixed(0),
  }));
  const axis = { grid: false, ticks: false, domain: false, labelOverlap: false };
  const text = { type: "text" as const, fontSize: 11 };
  return {
    ...(title === undefined ? {} : { title }),
    data: { values: cells.filter(({ n }) => n > 0) },
    width: { step: cellSize },
    height: { step: Math.round(cellSize * 0.8) },
    encoding: {
      x: {
        field: "c",
        type: "nominal",
        title: columnTitle,
        scale: { domain: [...columns, recallColumn] },
        axis: { ...axis, labelAngle: -90 },
      },
      y: { field: "r", type: "nominal", title: rowTitle, scale: { domain: [...rows] }, axis },
    },
    layer: [
      {
        mark: { type: "rect" },
        encoding: {
          color: {
            field: "share",
            type: "quantitative",
            title: value,
            scale: { domain: [0, 1], scheme: "blues" },
            legend: { orient: "top", gradientLength: 160 },
          },
          tooltip: [{ field: "r", title: rowTitle }, { field: "c", title: columnTitle }, {
            field: "n",
          }],
        },
      },
      {
        data: { values: right },
        mark: { type: "rect", filled: false, stroke: palette.orange, strokeWidth: 2 },
      },
      {
        mark: text,
        encoding: {
          text: { field: "n", type: "quantitative" },
          color: { condition: { test: "datum.share > 0.55", value: "#FFFFFF" }, value: "#000000" },
        },
      },
      { data: { values: recalls }, mark: text, encoding: { text: { field: "text" } } },
    ],
  };
}

const recallColumn = "recall (%)";
