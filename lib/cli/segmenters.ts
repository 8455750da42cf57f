import { InputError } from "../core/errors.ts";
import type { Segmenter } from "../segment/segmenter.ts";

/** What a method is brought with. */
export interface LoadSegmenterOptions {
  /** File of weights; defaults to those of the project, where the method has any. */
  checkpoint?: string;
}

/** A method that commands offer as `--method NAME`. */
export interface SegmenterEntry {
  /** What it is, in a few words. */
  summary: string;
  /** Whether it is pure computing, so that each core can run its own; false where a backend uses all. */
  threads: boolean;
  /** Brings the method, its weights loaded. */
  load: (options: LoadSegmenterOptions) => Promise<Segmenter>;
}

/** All methods by name. */
export const segmenters: Record<string, SegmenterEntry> = {
  classical: {
    summary: "thresholds and watershed, without weights",
    threads: true,
    load: async () => (await import("../segment/nuclei.ts")).segmentNuclei,
  },
  cellpose: {
    summary: "Cellpose with a published checkpoint (--checkpoint FILE)",
    threads: false,
    load: loadCellposeSegmenter,
  },
};

async function loadCellposeSegmenter({ checkpoint }: LoadSegmenterOptions): Promise<Segmenter> {
  if (checkpoint === undefined) {
    throw new InputError("--checkpoint is missing: Cellpose needs its weights");
  }
  const bytes = await Deno.readFile(checkpoint).catch((cause) => {
    const found = cause instanceof Deno.errors.NotFound ? "no such file" : String(cause);
    throw new InputError("Cannot read the weights of Cellpose", { file: checkpoint, found, cause });
  });
  const { openBackend } = await import("../learn/backend.ts");
  const { cellpose, loadCellpose } = await import("../learn/cellpose.ts");
  const { tf } = await openBackend({ log: (line) => console.error(line) });
  const net = loadCellpose(tf, bytes, checkpoint);
  return async ({ width, height, data }, options) => {
    const where = { plate: "-", well: "-", site: 1 };
    const field = { width, height, channels: [{ name: "grey", data }], pixelSize: NaN, where };
    return (await cellpose(tf, net, field, options)).labels;
  };
}

const loaded = new Map<string, Promise<Segmenter>>();

/**
 * Brings a method, once for each file of weights.
 *
 * @param name Name of the method.
 * @param options File of weights.
 * @throws {InputError} listing the names there are, or for weights that are missing or damaged.
 *
 * @example
 * ```ts
 * import { loadSegmenter } from "./segmenters.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => loadSegmenter("cellpose"), Error, "--checkpoint is missing");
 * ```
 */
export async function loadSegmenter(
  name: string,
  options: LoadSegmenterOptions = {},
): Promise<Segmenter> {
  const key = JSON.stringify([name, options.checkpoint]);
  const known = loaded.get(key) ?? findSegmenter(name).load(options);
  loaded.set(key, known);
  return await known;
}

/**
 * The method of a name.
 *
 * @param name As typed.
 * @throws {InputError} listing the names there are.
 *
 * @example
 * ```ts
 * import { findSegmenter } from "./segmenters.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => findSegmenter("magic"), Error, 'found "magic"');
 * ```
 */
export function findSegmenter(name: string): SegmenterEntry {
  const entry = Object.hasOwn(segmenters, name) ? segmenters[name] : undefined;
  if (entry === undefined) {
    throw new InputError("There is no such method of segmentation", {
      found: name,
      allowed: Object.keys(segmenters).join(", "),
    });
  }
  return entry;
}
