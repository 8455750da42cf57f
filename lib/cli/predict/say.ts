import { counted } from "../../core/counted.ts";
import { someNames } from "../../core/some_names.ts";
import { sayEstimate } from "../train/say_estimate.ts";
import type { Judged } from "./judge.ts";

/**
 * How often each class is named, the commonest first.
 *
 * @param named Rows that each class is named in, by its name.
 * @param rows All rows.
 *
 * @example
 * ```ts
 * import { sayCounts } from "./say.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sayCounts({ DMSO: 1, taxol: 3, nocodazole: 0 }, 4), "taxol 3 (75 %), DMSO 1 (25 %)");
 * ```
 */
export function sayCounts(named: Readonly<Record<string, number>>, rows: number): string {
  const met = Object.entries(named).filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count} (${(100 * count / rows).toFixed(0)} %)`);
  return someNames(met, 12);
}

/** What is said beside scores. */
export interface SayJudgedOptions {
  /** What a row is. */
  unit: "field" | "well";
  /** Column that it was judged by. */
  label: string;
  /** Whether the network's file tells what it has seen. */
  told: boolean;
}

/**
 * Scores in words, with what was not judged and what makes them too good.
 *
 * @param judged Scores.
 * @param options What a row is, what was judged by.
 * @returns Lines.
 */
export function sayJudged(judged: Judged, { unit, label, told }: SayJudgedOptions): string[] {
  const { report, rows, wells, plates, onSeenPlates, ofSeenCompounds = 0, compounds } = judged;
  const not = sayLeftOut(judged.leftOut, unit, label);
  if (report === undefined) return [...not, `nothing is left to judge it by ${label}`];
  const drawn = compounds === undefined ? counted(wells, "well") : counted(compounds, "compound");
  const chance = (1 / report.classes.length).toFixed(3);
  const part = (count: number, what: string) =>
    count === 0 ? [] : [`${count} of the ${counted(rows, unit)} are ${what}`];
  return [
    `judged by ${label}: accuracy ${sayEstimate(report.accuracy)}, balanced ` +
    `${sayEstimate(report.balancedAccuracy)} (chance ${chance}), macro-F1 ` +
    `${sayEstimate(report.macroF1)} (95 % intervals, drawing ${drawn} of ` +
    `${counted(plates, "plate")}: other plates may differ more)`,
    ...not,
    ...part(
      onSeenPlates,
      "on plates of which it has seen other wells: on other plates it may score lower",
    ),
    ...part(
      ofSeenCompounds,
      "of compounds that it has seen in other wells: on new compounds it may score lower",
    ),
    ...(told
      ? []
      : ["the file does not tell which wells it has seen: some of these may be among them"]),
  ];
}

function sayLeftOut(
  { seen, unknown, meant, unlabelled }: Judged["leftOut"],
  unit: "field" | "well",
  label: string,
): string[] {
  // What may be a slip first, so that it is among the few that are named.
  const names = Object.keys(unknown).toSorted((a, b) =>
    Number(Object.hasOwn(meant, b)) - Number(Object.hasOwn(meant, a))
  ).map((name) => Object.hasOwn(meant, name) ? `${name}: is ${meant[name]} meant?` : name);
  const others = Object.values(unknown).reduce((sum, count) => sum + count, 0);
  const reasons: [number, string][] = [
    [
      seen,
      `${
        unit === "field" ? "of wells " : ""
      }that it learned from or that chose its epoch, by the ` +
      "names of plate and well",
    ],
    [others, `of classes that it never learned (${someNames(names)})`],
    [unlabelled, `without ${label}`],
  ];
  const met = reasons.filter(([count]) => count > 0);
  if (met.length === 0) return [];
  return [`not judged: ${met.map(([count, why]) => `${counted(count, unit)} ${why}`).join("; ")}`];
}
