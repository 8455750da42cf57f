import { type Matrix, zeros } from "../../core/matrix.ts";
import type { Random } from "../../core/random.ts";
import { rowProducts } from "../../core/row_products.ts";
import { transpose } from "../../core/transpose.ts";
import type { Batches } from "./batches.ts";
import { unitRows } from "./unit_rows.ts";

/** What steers the soft clustering. */
export interface ClusteringOptions {
  /** How strongly a cluster is pushed to hold all batches, θ, one for each batch [count]. */
  diversity: Float64Array;
  /** How soft the clusters are, σ. */
  softness: number;
  /** Share of the rows that is assigned anew at a time. */
  blockShare: number;
  /** Most rounds each time. */
  rounds: number;
  /** Relative change of the objective over three rounds at which it stops. */
  tolerance: number;
  /** Order in which rows are assigned anew. */
  random: Random;
}

/** Rounds over which the objective is averaged. */
const window = 3;

/**
 * Soft k-means on the sphere in which clusters that lack a batch draw its rows (Korsunsky 2019,
 * algorithm 2).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Random } from "../../core/random.ts";
 *
 * const rows = { rows: 2, cols: 2, data: new Float64Array([1, 0, 0, 1]) };
 * const batches = {
 *   of: new Int32Array([0, 1]),
 *   variables: 1,
 *   count: 2,
 *   share: new Float64Array([0.5, 0.5]),
 * };
 * const clustering = new Clustering(rows, rows, batches, {
 *   diversity: new Float64Array([0, 0]),
 *   softness: 0.1,
 *   blockShare: 1,
 *   rounds: 5,
 *   tolerance: 1e-5,
 *   random: new Random(1),
 * });
 * assertEquals(clustering.membership.data[0]! > 0.99, true);
 * ```
 */
export class Clustering {
  /** Membership of each row in each cluster, R; a row sums to 1 [n × k]. */
  readonly membership: Matrix;
  /** Objective after the start and after each round. */
  readonly objective: number[] = [];
  /** Rounds that each call of {@link run} took. */
  readonly rounds: number[] = [];
  /** Membership that each cluster has of each batch, O [k × count]. */
  readonly #observed: Float64Array;
  /** Membership that it would have if batches were spread evenly, E [k × count]. */
  readonly #expected: Float64Array;

  /**
   * @param rows Rows of length 1 [n × d].
   * @param centers Where the clusters start [k × d].
   * @param batches Batches of the rows.
   * @param options What steers it.
   */
  constructor(
    rows: Matrix,
    centers: Matrix,
    readonly batches: Batches,
    readonly options: ClusteringOptions,
  ) {
    const k = centers.rows;
    this.#observed = new Float64Array(k * batches.count);
    this.#expected = new Float64Array(k * batches.count);
    const distances = distancesTo(rows, unitRows(centers));
    this.membership = closeness(distances, options.softness);
    for (let row = 0; row < rows.rows; row++) {
      this.#scale(row);
      this.#count(row, 1);
    }
    this.objective.push(this.#objective(distances));
  }

  /** Assigns the rows, which may have moved since the last time, until the objective settles. */
  run(rows: Matrix): void {
    const { rounds, tolerance, softness } = this.options;
    const turned = transpose(rows);
    let round = 0;
    for (let settled = false; round < rounds && !settled; round++) {
      const distances = distancesTo(
        rows,
        unitRows(rowProducts(transpose(this.membership), turned)),
      );
      this.#assign(closeness(distances, softness));
      this.objective.push(this.#objective(distances));
      settled = round > window && this.#settled(tolerance);
    }
    this.rounds.push(round);
  }

  /** Assigns block after block of rows, each by what the clusters lack without it. */
  #assign({ rows: n, cols: k, data: close }: Matrix): void {
    const { of, variables, count } = this.batches, { diversity, blockShare, random } = this.options;
    const order = random.shuffle(Array.from({ length: n }, (_, i) => i));
    const blocks = Math.min(n, Math.ceil(1 / blockShare)), factor = new Float64Array(k * count);
    for (let block = 0, from = 0; block < blocks; block++) {
      // The first blocks are one row longer where the rows do not come out even.
      const to = from + Math.floor(n / blocks) + (block < n % blocks ? 1 : 0);
      const rows = order.slice(from, to);
      from = to;
      for (const row of rows) this.#count(row, -1);
      for (let at = 0; at < k * count; at++) {
        factor[at] = ((this.#expected[at]! + 1) / (this.#observed[at]! + 1)) **
          diversity[at % count]!;
      }
      for (const row of rows) {
        for (let c = 0; c < k; c++) {
          let lack = 0;
          for (let v = 0; v < variables; v++) {
            lack += factor[c * count + of[row * variables + v]!]!;
          }
          this.membership.data[row * k + c] = close[row * k + c]! * lack;
        }
        this.#scale(row);
        this.#count(row, 1);
      }
    }
  }

  /** Scales the memberships of a row to a sum of 1. */
  #scale(row: number): void {
    const { cols: k, data } = this.membership;
    let sum = 0;
    for (let c = 0; c < k; c++) sum += data[row * k + c]!;
    for (let c = 0; c < k; c++) data[row * k + c] = data[row * k + c]! / sum;
  }

  /** Puts a row into the clusters' counts, or takes it out. */
  #count(row: number, sign: 1 | -1): void {
    const { of, variables, count, share } = this.batches, { cols: k, data } = this.membership;
    for (let c = 0; c < k; c++) {
      const weight = sign * data[row * k + c]!;
      for (let b = 0; b < count; b++) {
        this.#expected[c * count + b] = this.#expected[c * count + b]! + weight * share[b]!;
      }
      for (let v = 0; v < variables; v++) {
        const at = c * count + of[row * variables + v]!;
        this.#observed[at] = this.#observed[at]! + weight;
      }
    }
  }

  /** Distances, entropy and diversity penalty together. */
  #objective({ data: distances }: Matrix): number {
    const { cols: k, rows: n, data: r } = this.membership, { softness, diversity } = this.options;
    const { of, variables, count } = this.batches;
    const penalty = this.#observed.map((observed, at) =>
      diversity[at % count]! * Math.log((observed + 1) / (this.#expected[at]! + 1))
    );
    let sum = 0;
    for (let row = 0; row < n; row++) {
      for (let c = 0; c < k; c++) {
        const weight = r[row * k + c]!;
        if (weight === 0) continue;
        let crowd = Math.log(weight);
        for (let v = 0; v < variables; v++) crowd += penalty[c * count + of[row * variables + v]!]!;
        sum += weight * (distances[row * k + c]! + softness * crowd);
      }
    }
    return sum;
  }

  #settled(tolerance: number): boolean {
    const last = this.objective.slice(-window - 1);
    const before = last.slice(0, window).reduce((sum, value) => sum + value, 0);
    const after = last.slice(1).reduce((sum, value) => sum + value, 0);
    return Math.abs(before - after) < tolerance * Math.abs(before);
  }
}

/** Squared distances of rows and centres of length 1: 2 (1 − cosine) [n × k]. */
function distancesTo(rows: Matrix, centers: Matrix): Matrix {
  const products = rowProducts(rows, centers);
  for (let i = 0; i < products.data.length; i++) products.data[i] = 2 * (1 - products.data[i]!);
  return products;
}

/** exp(−distance / σ), for each row relative to its nearest centre [n × k]. */
function closeness({ rows, cols: k, data }: Matrix, softness: number): Matrix {
  const out = zeros(rows, k);
  for (let row = 0; row < rows; row++) {
    let least = Infinity;
    for (let c = 0; c < k; c++) least = Math.min(least, data[row * k + c]!);
    for (let c = 0; c < k; c++) {
      out.data[row * k + c] = Math.exp((least - data[row * k + c]!) / softness);
    }
  }
  return out;
}
