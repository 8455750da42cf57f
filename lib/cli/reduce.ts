import { reduce, type ReduceOptions } from "../profile/reduce.ts";
import type { Invocation } from "./command.ts";
import { stepCommand } from "./profile/step.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";

const metrics = ["euclidean", "cosine"] as const;

/** `c2s reduce`: a map of few dimensions. */
export const command = stepCommand({
  name: "reduce",
  summary: "a map of few dimensions: PCA, t-SNE or UMAP, the same for the same seed",
  options: {
    method: {
      type: "string",
      value: "NAME",
      description: "pca, tsne or umap (default: umap)",
      default: "umap",
    },
    components: { type: "string", value: "N", description: "dimensions (default: 2)" },
    metric: {
      type: "string",
      value: "NAME",
      description: `what near means to tsne and umap: ${metrics.join(", ")} (default: euclidean)`,
    },
    neighbours: { type: "string", value: "K", description: "of umap (default: 15)" },
    perplexity: { type: "string", value: "X", description: "of tsne (default: 30)" },
    seed: { type: "string", value: "N", description: "of tsne and umap (default: 1)" },
  },
  example: "c2s reduce --in z.parquet --out map.csv --method umap --metric cosine",
  apply: async (profiles, invocation) => ({
    profiles: await reduce(profiles, optionsOf(invocation)),
  }),
});

/** Options that not all methods take. */
const taken: Record<string, readonly ReduceOptions["method"][]> = {
  metric: ["tsne", "umap"],
  neighbours: ["umap"],
  perplexity: ["tsne"],
  seed: ["tsne", "umap"],
};

function optionsOf(invocation: Invocation): ReduceOptions {
  const method = oneOf(invocation, "method", ["pca", "tsne", "umap"] as const) ?? "umap";
  const components = wholeNumber(invocation, "components") ?? 2;
  const others = Object.entries(taken).filter(([, methods]) => !methods.includes(method));
  for (const [option, methods] of others) {
    refuseUnused(invocation, [option], `with --method ${methods.join(" or ")}`);
  }
  if (method === "pca") return { method, components };
  const metric = oneOf(invocation, "metric", metrics) ?? "euclidean";
  const common = { components, metric, seed: wholeNumber(invocation, "seed", 0) ?? 1 };
  const perplexity = invocation.number("perplexity");
  const neighbours = wholeNumber(invocation, "neighbours", 2);
  return method === "tsne"
    ? { method, ...common, ...(perplexity === undefined ? {} : { perplexity }) }
    : { method, ...common, ...(neighbours === undefined ? {} : { neighbours }) };
}
