/** Share of the number of cases that pulls each standardised weight towards 0. */
const ridge = 1e-3;

/**
 * Weights of a logistic rule by Newton's method; features are standardised for the penalty, the first of
 * them is 1 and not penalised.
 */
export function fitLogistic(cases: { features: readonly number[]; right: boolean }[]): number[] {
  const size = cases[0]?.features.length ?? 0, n = cases.length;
  const column = (j: number) => cases.map(({ features }) => features[j] as number);
  const means = Array.from(
    { length: size },
    (_, j) => j === 0 ? 0 : column(j).reduce((sum, value) => sum + value, 0) / n,
  );
  const spreads = means.map((mean, j) =>
    j === 0 ? 1 : Math.sqrt(column(j).reduce((sum, value) => sum + (value - mean) ** 2, 0) / n) || 1
  );
  const rows = cases.map(({ features }) =>
    features.map((value, j) => (value - (means[j] as number)) / (spreads[j] as number))
  );
  let weights = means.map(() => 0);
  for (let round = 0; round < 20; round++) {
    const equations = weights.map((weight, j) => {
      const penalty = j === 0 ? 0 : ridge * n;
      return [...weights.map((_, k) => j === k ? penalty : 0), -penalty * weight];
    });
    for (const [i, row] of rows.entries()) {
      const sum = row.reduce((total, value, j) => total + value * (weights[j] as number), 0);
      const chance = 1 / (1 + Math.exp(-sum)), weight = Math.max(1e-6, chance * (1 - chance));
      for (let j = 0; j < size; j++) {
        const equation = equations[j] as number[], value = row[j] as number;
        for (let k = 0; k < size; k++) equation[k]! += weight * value * (row[k] as number);
        equation[size]! += value * ((cases[i]?.right ? 1 : 0) - chance);
      }
    }
    const step = solve(equations);
    weights = weights.map((weight, j) => weight + (step[j] as number));
  }
  const raw = weights.map((weight, j) => weight / (spreads[j] as number));
  raw[0] = raw.reduce(
    (sum, weight, j) => j === 0 ? sum : sum - weight * (means[j] as number),
    raw[0]!,
  );
  return raw;
}

/** Gauss-Jordan elimination of symmetric, positive definite equations. */
function solve(equations: number[][]): number[] {
  for (const [pivot, row] of equations.entries()) {
    for (const [i, other] of equations.entries()) {
      if (i === pivot) continue;
      const factor = other[pivot]! / row[pivot]!;
      for (let k = pivot; k < other.length; k++) other[k]! -= factor * row[k]!;
    }
  }
  return equations.map((row, i) => row.at(-1)! / row[i]!);
}
