import type { Matrix } from "./matrix.ts";

/** A feature that says where or when a profile was made, rather than what its cells look like. */
export interface IdentifyingFeature {
  /** Name of the feature. */
  feature: string;
  /** What it gives away. */
  column: string;
  /** How that was found, in words. */
  reason: string;
}

/** Words that say it wherever they stand. */
const always = new Set(
  ("well plate barcode file filename path pathname url imagenumber objectnumber tablenumber " +
    "metadata").split(" "),
);

/** Words that say it at the end of a name; before another they may say a measurement: run length. */
const atEnd = new Set("row column col batch week position site field replicate run".split(" "));

/** What may follow these and leave them a place, beside numbers: `run_id`, `Position_X`. */
const following = new Set("id no nr name number index x y z".split(" "));

/** Share of the spread that lies between the values of a column, from which it counts as told. */
const told = 0.999;

/**
 * Finds features that identify a well, row, column, plate, week or file: by name, and by content.
 *
 * By content a feature is caught where it is constant within each value of a column and differs
 * between them (each value of the one then goes with one of the other, as for a row number), where
 * 99.9 % of its spread lies between them, or where it rises or falls along the column without
 * exception. A column with one profile a value can be caught by the last rule only. A constant
 * feature gives nothing away. Of a name single words are read: `Metadata_Run`, `run_id` and `Site` are
 * places, `Cells_Texture_Run_Length_DNA` is not.
 *
 * @param features Names [d].
 * @param matrix Their values [n × d].
 * @param columns Columns that must not be known, in the order in which they should be named [n each].
 *
 * @example
 * ```ts
 * import { identifyingFeatures } from "./identify.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = ["A", "A", "B", "B", "C", "C"];
 * const data = new Float64Array([1, 1, 2, 2, 3, 3]);
 * const found = identifyingFeatures(["f"], { rows: 6, cols: 1, data }, { row: rows });
 * assertEquals(found[0]!.reason, "each row has one value of it");
 * ```
 */
export function identifyingFeatures(
  features: readonly string[],
  matrix: Matrix<Float32Array | Float64Array>,
  columns: Readonly<Record<string, readonly string[]>>,
): IdentifyingFeature[] {
  const found: IdentifyingFeature[] = [];
  const coded = Object.entries(columns).map(([name, keys]) => ({
    name,
    code: numbered(keys),
    rank: ranks(keys),
  }));
  for (const [j, feature] of features.entries()) {
    const words = feature.split(/[_\s.]+/).map((word) => word.toLowerCase());
    const word = tellingWord(words);
    if (word !== undefined) {
      found.push({ feature, column: word, reason: `its name says ${word}` });
      continue;
    }
    const values = Float64Array.from(
      { length: matrix.rows },
      (_, i) => matrix.data[i * matrix.cols + j]!,
    );
    for (const { name, code, rank } of coded) {
      const reason = tells(values, code, rank, name);
      if (reason === undefined) continue;
      found.push({ feature, column: name, reason });
      break;
    }
  }
  return found;
}

function tellingWord(words: readonly string[]): string | undefined {
  const isPlain = (word: string) => /^\d*$/.test(word) || following.has(word) || atEnd.has(word);
  return words.find((word, i) =>
    always.has(word) || atEnd.has(word) && words.slice(i + 1).every(isPlain) ||
    // Where a cell lies in its field, as CellProfiler names it.
    word === "location" && words[i + 1] === "center"
  );
}

function tells(
  values: Float64Array,
  code: Int32Array,
  rank: Int32Array,
  name: string,
): string | undefined {
  const n = values.length, groups = code.reduce((most, value) => Math.max(most, value), -1) + 1;
  if (groups < 2) return undefined;
  const sums = new Float64Array(groups), counts = new Int32Array(groups);
  let total = 0;
  for (let i = 0; i < n; i++) {
    sums[code[i]!]! += values[i]!;
    counts[code[i]!]!++;
    total += values[i]!;
  }
  let within = 0, all = 0;
  for (let i = 0; i < n; i++) {
    within += (values[i]! - sums[code[i]!]! / counts[code[i]!]!) ** 2;
    all += (values[i]! - total / n) ** 2;
  }
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (all <= n * (1e-12 * scale) ** 2) return undefined;
  // Few profiles a value leave little spread within by chance: degrees of freedom count.
  const free = n - groups;
  if (free >= Math.max(3, groups / 2)) {
    if (within <= 1e-18 * all) return `each ${name} has one value of it`;
    const between = 1 - within / free / (all / (n - 1));
    if (between >= told) return `${(between * 100).toFixed(2)} % of its spread is ${name}`;
  }
  return n >= 8 && groups >= 8 && isMonotone(values, rank)
    ? `it rises or falls with ${name} without exception`
    : undefined;
}

/** Whether the values of each rank all lie above those of the rank before, or all below. */
function isMonotone(values: Float64Array, rank: Int32Array): boolean {
  const low: number[] = [], high: number[] = [];
  for (const [row, value] of values.entries()) {
    const place = rank[row]!;
    low[place] = Math.min(low[place] ?? Infinity, value);
    high[place] = Math.max(high[place] ?? -Infinity, value);
  }
  const steps = [...low.keys()].slice(1);
  return steps.every((place) => low[place]! > high[place - 1]!) ||
    steps.every((place) => high[place]! < low[place - 1]!);
}

/** Rows of equal key share a number. */
function numbered(keys: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return Int32Array.from(keys, (key) => numbers.get(key) as number);
}

/** Places of the keys in their order: numbers by size, `A2` before `A10`. */
function ranks(keys: readonly string[]): Int32Array {
  const sorted = [...new Set(keys)].sort(byNumber);
  const place = new Map(sorted.map((key, index) => [key, index]));
  return Int32Array.from(keys, (key) => place.get(key) as number);
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
