import { InputError } from "../../core/errors.ts";
import type { CountFingerprints } from "../count_fingerprints.ts";
import type { Fingerprints } from "../fingerprints.ts";
import { overlapByPopcount, popcount } from "./popcount.ts";
import { overlapByPostings, unpack } from "./postings.ts";

/** Fingerprints of bits or of counts. */
export type AnyFingerprints = Fingerprints | CountFingerprints;

/**
 * Makes the function that compares one row with all rows of others by Tanimoto's measure: what is in
 * common over what either has (for counts: the sum of the smaller over the sum of the larger).
 *
 * Two molecules without any bit have similarity 0, as in RDKit; a missing structure gives NaN.
 *
 * @param left Fingerprints whose rows are compared.
 * @param right Fingerprints that they are compared with, of the same kind.
 * @returns A function of a row of the left that writes the similarities to the right's rows before
 * `end`, 0 to 1.
 * @throws {InputError} where both differ in length or kind.
 *
 * @example
 * ```ts
 * import { compareRows } from "./rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const data = Uint32Array.of(0b1011, 0b0110);
 * const prints = { rows: 2, bits: 32, words: 1, data, present: Uint8Array.of(1, 1) };
 * const similarity = new Float64Array(2);
 * compareRows(prints, prints)(0, similarity, 2);
 * assertEquals([...similarity], [1, 0.25]);
 * ```
 */
export function compareRows(left: AnyFingerprints, right: AnyFingerprints) {
  if (left.bits !== right.bits || isPacked(left) !== isPacked(right)) {
    const name = (one: AnyFingerprints) => `${one.bits} ${isPacked(one) ? "bits" : "counts"}`;
    throw new InputError("Cannot compare fingerprints", {
      found: name(right),
      allowed: `${name(left)}, as the others have`,
    });
  }
  const own = totals(left), theirs = left === right ? own : totals(right);
  const overlap = chooseOverlap(left, right, own, theirs);
  const common = new Uint32Array(right.rows);
  return (row: number, similarity: Float64Array, end: number): void => {
    overlap(row, common, end);
    for (let other = 0; other < end; other++) {
      const shared = common[other]!, union = own[row]! + theirs[other]! - shared;
      similarity[other] = union === 0 ? 0 : shared / union;
      if (right.present[other] === 0 || left.present[row] === 0) similarity[other] = NaN;
    }
  };
}

function chooseOverlap(
  left: AnyFingerprints,
  right: AnyFingerprints,
  own: Uint32Array,
  theirs: Uint32Array,
) {
  if (!isPacked(left) || !isPacked(right)) {
    return overlapByPostings(left as CountFingerprints, right as CountFingerprints);
  }
  // A bit in common costs about as much as two words, where bits fall together by chance.
  const dense = mean(own) * mean(theirs) / left.bits > left.words / 2;
  return dense ? overlapByPopcount(left, right) : overlapByPostings(unpack(left), unpack(right));
}

function isPacked(fingerprints: AnyFingerprints): fingerprints is Fingerprints {
  return "words" in fingerprints;
}

function totals(fingerprints: AnyFingerprints): Uint32Array {
  const sums = new Uint32Array(fingerprints.rows);
  for (let row = 0; row < fingerprints.rows; row++) {
    if (isPacked(fingerprints)) {
      const { words, data } = fingerprints;
      for (let w = row * words; w < (row + 1) * words; w++) sums[row]! += popcount(data[w]!);
    } else {
      const { start, count } = fingerprints;
      for (let entry = start[row]!; entry < start[row + 1]!; entry++) sums[row]! += count[entry]!;
    }
  }
  return sums;
}

function mean(values: Uint32Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
