import { InputError } from "../core/errors.ts";
import { type ModelFile, readModel } from "../data/models.ts";
import type { Segmenter } from "../segment/segmenter.ts";

/** Options that name weights. */
export const weightOptions = ["checkpoint", "model"] as const;

/** Option that names weights. */
export type WeightOption = typeof weightOptions[number];

/** What a method is brought with. */
export interface LoadSegmenterOptions {
  /** File of weights; defaults to those of the project, where the method has any. */
  checkpoint?: string;
  /** Name of published weights, where the method has several. */
  model?: string;
  /** SHA-256 of the weights, where it is known: others at the same place are loaded anew. */
  sha256?: string;
}

/** The nucleus images that a method has not learned. */
export interface LeftAlone {
  /** The fold that it has seen nothing of (`foldOf` of `segment/split.ts`). */
  fold: number;
  /** Whether it has learned the validation images, too, which only choose otherwise. */
  withValidation?: boolean;
  /** Names of the images that it has learned, or that chose its settings. */
  images?: readonly string[];
}

/** A method that commands offer as `--method NAME`. */
export interface SegmenterEntry {
  /** What it is, in a few words. */
  summary: string;
  /** Module below `lib` and name of the function that does it, for the methods section of a report. */
  method: [module: string, name: string];
  /** The nucleus images that it has not learned; absent where that is not known, as of what others publish. */
  leftAlone?: (options: LoadSegmenterOptions) => Promise<LeftAlone>;
  /** Which options of weights it takes; another one is refused. */
  takes: readonly WeightOption[];
  /** Whether it is pure computing, so that each core can run its own; false where a backend uses all. */
  threads: boolean;
  /** Reads the files of weights that it would load; none for a method without weights. */
  weights: (options: LoadSegmenterOptions) => Promise<ModelFile[]>;
  /** Brings the method, its weights loaded. */
  load: (options: LoadSegmenterOptions) => Promise<Segmenter>;
}

/** All methods by name. */
export const segmenters: Record<string, SegmenterEntry> = {
  classical: {
    summary: "thresholds, fragments and a small fitted rule, no weights to load",
    method: ["segment/nuclei.ts", "segmentNuclei"],
    leftAlone: () => Promise.resolve({ fold: 0 }),
    takes: [],
    threads: true,
    weights: () => Promise.resolve([]),
    load: async () => (await import("../segment/nuclei.ts")).segmentNuclei,
  },
  cellpose: {
    summary: "Cellpose; weights by --checkpoint FILE, or --model of the dataset cellpose-models",
    method: ["learn/cellpose.ts", "cellpose"],
    takes: ["checkpoint", "model"],
    threads: false,
    weights: async (options) =>
      await (await import("./segmenters/cellpose.ts")).cellposeWeights(options),
    load: async (options) =>
      await (await import("./segmenters/cellpose.ts")).loadCellposeSegmenter(options),
  },
  network: {
    summary: "the project's own network; --checkpoint FILE for another training of it",
    method: ["learn/nucleus_network.ts", "openNucleusFinder"],
    takes: ["checkpoint"],
    threads: false,
    leftAlone: async ({ checkpoint }) =>
      await (await import("./segmenters/network.ts")).readNetwork(checkpoint),
    weights: async ({ checkpoint }) => [await readModel("nucleus", checkpoint)],
    load: async (options) =>
      await (await import("./segmenters/network.ts")).loadNetworkSegmenter(options),
  },
};

/**
 * The method that is taken where none is asked for: the one with the better scores on images that none
 * has seen, as the model card of the network shows.
 */
export const usualMethod = "network";

const loaded = new Map<string, Promise<Segmenter>>();

/**
 * Brings a method, once for each file of weights.
 *
 * @param name Name of the method.
 * @param options File of weights, and what tells it from another at its place.
 * @throws {InputError} as {@link findSegmenter} does, or for weights that are missing or damaged.
 *
 * @example
 * ```ts
 * import { loadSegmenter } from "./segmenters.ts";
 * import { assertRejects } from "@std/assert";
 *
 * const weights = { checkpoint: "nowhere.pth" };
 * await assertRejects(() => loadSegmenter("cellpose", weights), Error, "no such file");
 * ```
 */
export async function loadSegmenter(
  name: string,
  options: LoadSegmenterOptions = {},
): Promise<Segmenter> {
  const key = JSON.stringify([name, options.checkpoint, options.model, options.sha256]);
  const known = loaded.get(key) ?? findSegmenter(name, options).load(options);
  loaded.set(key, known);
  try {
    return await known;
  } catch (error) {
    // Once the file is there or mended, it shall be read.
    loaded.delete(key);
    throw error;
  }
}

/**
 * The names of the methods that take an option of weights.
 *
 * @example
 * ```ts
 * import { methodsTaking } from "./segmenters.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(methodsTaking("model"), ["cellpose"]);
 * ```
 */
export function methodsTaking(option: WeightOption): string[] {
  return Object.keys(segmenters).filter((name) => segmenters[name]?.takes.includes(option));
}

/**
 * The method of a name.
 *
 * @param name As typed.
 * @param options The weights that are asked for; defaults to those that the method has.
 * @throws {InputError} listing the names there are; for weights named by an option that the method does
 * not take, or by two options at once.
 *
 * @example
 * ```ts
 * import { findSegmenter } from "./segmenters.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => findSegmenter("magic"), Error, 'found "magic"');
 * const model = "cyto";
 * assertThrows(() => findSegmenter("network", { model }), Error, "with --method cellpose");
 * ```
 */
export function findSegmenter(name: string, options: LoadSegmenterOptions = {}): SegmenterEntry {
  const entry = Object.hasOwn(segmenters, name) ? segmenters[name] : undefined;
  if (entry === undefined) {
    throw new InputError("There is no such method of segmentation", {
      found: name,
      allowed: Object.keys(segmenters).join(", "),
    });
  }
  checkTaken(name, entry, options);
  return entry;
}

function checkTaken(name: string, { takes }: SegmenterEntry, options: LoadSegmenterOptions): void {
  const given = weightOptions.filter((option) => options[option] !== undefined);
  const foreign = given.find((option) => !takes.includes(option));
  if (foreign !== undefined) {
    throw new InputError(`The method ${name} does not take --${foreign}`, {
      found: options[foreign],
      allowed: `with --method ${methodsTaking(foreign).join(" or ")}`,
    });
  }
  if (given.length < 2) return;
  throw new InputError("Weights can be named in one way only", {
    found: given.map((option) => `--${option} ${options[option]}`),
    allowed: `either ${given.map((option) => `--${option}`).join(" or ")}`,
  });
}
