import { tanimoto } from "../../chem/tanimoto.ts";
import { type Matrix, zeros } from "../../core/matrix.ts";
import { transpose } from "../../core/transpose.ts";
import { canonical, type CanonicalSpace, cosines, ridge } from "../linear.ts";
import { consensusOf, type Matched } from "../matched.ts";
import { structureBits } from "../structure_features.ts";
import { applyScaling, fitScaling } from "../translator/scaling.ts";
import type { Method } from "./method.ts";

/** Mean profiles and structures, scaled as the training compounds are. */
function scaler(train: Matched) {
  const mean = consensusOf(train);
  const profileScaling = fitScaling(mean);
  const structureScaling = fitScaling(train.structures, structureBits);
  return (matched: Matched): { profiles: Matrix; structures: Matrix } => ({
    profiles: wide(applyScaling(consensusOf(matched), profileScaling)),
    structures: wide(applyScaling(matched.structures, structureScaling, structureBits)),
  });
}

function wide({ rows, cols, data }: Matrix<Float32Array>): Matrix {
  return { rows, cols, data: Float64Array.from(data) };
}

/** Mean square of a row: what the strength of a ridge is counted in. */
function rowSize({ rows, data }: Matrix): number {
  return data.reduce((sum, value) => sum + value * value, 0) / rows;
}

/**
 * The k training compounds that look most alike (cosine) tell their fingerprints: a candidate gets its
 * mean Tanimoto similarity to them. The other way round the k most similar structures tell
 * their mean profile.
 *
 * @param neighbours Numbers of neighbours to choose from; defaults to 1, 5, 20.
 *
 * @example
 * ```ts
 * import { nearestNeighbours } from "./baselines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(nearestNeighbours([1]).settings, [{ k: 1 }]);
 * ```
 */
export function nearestNeighbours(neighbours: readonly number[] = [1, 5, 20]): Method {
  return {
    name: "nearest neighbours",
    settings: neighbours.map((k) => ({ k })),
    prepare: (train) => {
      const scale = scaler(train), own = scale(train);
      return ({ k }) => ({
        score: (test) => {
          const { profiles } = scale(test);
          const alike = cosines(profiles, own.profiles), near = tanimoto(test.prints, train.prints);
          return {
            toStructure: meanOfRows(alike, Number(k), near, "candidates"),
            toProfile: cosines(meanOfRows(near, Number(k), own.profiles, "features"), profiles),
          };
        },
      });
    },
  };
}

/**
 * For each row of similarities to training compounds the mean over the k largest of what is known of
 * them: their similarity to candidates [candidates × train], or their features [train × d].
 */
function meanOfRows(
  similarity: Matrix,
  k: number,
  known: Matrix,
  kind: "candidates" | "features",
): Matrix {
  const perTrain = kind === "features" ? known : transpose(known);
  const out = zeros(similarity.rows, perTrain.cols), n = similarity.cols;
  for (let row = 0; row < similarity.rows; row++) {
    const own = similarity.data.subarray(row * n, (row + 1) * n);
    const order = Array.from(own.keys()).sort((a, b) => own[b]! - own[a]!).slice(0, k);
    for (const other of order) {
      for (let col = 0; col < out.cols; col++) {
        out.data[row * out.cols + col]! += perTrain.data[other * out.cols + col]! / order.length;
      }
    }
  }
  return out;
}

/**
 * Ridge regression from profile to structure features and back; candidates are ranked by their cosine
 * with what is predicted.
 *
 * @param strengths Strengths to choose from, times the mean square of a row; defaults to 0.1, 1, 10.
 *
 * @example
 * ```ts
 * import { ridgeRegression } from "./baselines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ridgeRegression([2]).settings, [{ strength: 2 }]);
 * ```
 */
export function ridgeRegression(strengths: readonly number[] = [0.1, 1, 10]): Method {
  return {
    name: "ridge",
    settings: strengths.map((strength) => ({ strength })),
    prepare: (train) => {
      const scale = scaler(train), { profiles, structures } = scale(train);
      const forth = ridge(profiles, structures), back = ridge(structures, profiles);
      const sizes = [rowSize(profiles), rowSize(structures)] as const;
      return ({ strength }) => ({
        score: (test) => {
          const found = scale(test), times = Number(strength);
          return {
            toStructure: cosines(forth(found.profiles, times * sizes[0]), found.structures),
            toProfile: cosines(back(found.structures, times * sizes[1]), found.profiles),
          };
        },
      });
    },
  };
}

/**
 * Canonical correlation with a ridge; candidates are ranked by the cosine of the variates, each weighed
 * by its correlation.
 *
 * @param strengths Strengths to choose from, times the mean square of a row; defaults to 0.1, 1, 10.
 * @param dimensions Numbers of variates to choose from; defaults to 8, 64.
 *
 * @example
 * ```ts
 * import { canonicalCorrelation } from "./baselines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(canonicalCorrelation([1], [8]).settings, [{ strength: 1, dimensions: 8 }]);
 * ```
 */
export function canonicalCorrelation(
  strengths: readonly number[] = [0.1, 1, 10],
  dimensions: readonly number[] = [8, 64],
): Method {
  return {
    name: "CCA",
    settings: strengths.flatMap((strength) =>
      dimensions.map((dimensions) => ({ strength, dimensions }))
    ),
    prepare: (train) => {
      const scale = scaler(train), { profiles, structures } = scale(train);
      const spaces = canonical(profiles, structures), size = rowSize(profiles);
      const kept = new Map<number, CanonicalSpace>();
      return (setting) => {
        const strength = Number(setting.strength), k = Number(setting.dimensions);
        const space = kept.get(strength) ?? spaces(strength * size);
        kept.set(strength, space);
        return {
          score: (test) => {
            const found = scale(test);
            const left = weighed(space.first(found.profiles, k), space.correlations);
            const toStructure = cosines(
              left,
              weighed(space.second(found.structures, k), space.correlations),
            );
            return { toStructure, toProfile: transpose(toStructure) };
          },
        };
      };
    },
  };
}

function weighed({ rows, cols, data }: Matrix, correlations: Float64Array): Matrix {
  return { rows, cols, data: data.map((value, i) => value * Math.sqrt(correlations[i % cols]!)) };
}
