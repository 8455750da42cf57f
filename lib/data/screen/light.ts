import { type CollectorOptions, IlluminationCollector } from "../../image/illumination.ts";
import { type Histogram, histogram } from "../../image/intensity.ts";
import { readFields, type ReadFieldsOptions, withImage } from "../fields.ts";
import type { IndexedField } from "../index_file.ts";

/** What the images of one plate and channel have in common. */
export interface PlateLight {
  /** Plate. */
  plate: string;
  /** Channel. */
  channel: string;
  /** How often each grey value occurs on the plate. */
  counts: Histogram;
  /** All images, ready for an estimate of the light. */
  collector: IlluminationCollector;
}

/** How a screen is gone through. */
export interface CollectLightOptions extends ReadFieldsOptions, CollectorOptions {
  /** Called after each field, with how many are done. */
  onDone?: (done: number, total: number) => void;
}

/**
 * Goes once through a screen and collects, for each plate and channel, grey values and light.
 *
 * Memory holds a few fields, and for each plate and channel a histogram and small block means; it
 * does not grow with the number of fields beyond the sample that a median needs.
 *
 * @param rows Rows of an index.
 * @param options Channels, progress, what to do with a bad field.
 * @returns One entry a plate and channel, in the order of their first field.
 * @throws {InputError} for a field that cannot be read or has another size than others of its plate.
 *
 * @example
 * ```ts
 * import { collectLight } from "./light.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await collectLight([]), []);
 * ```
 */
export async function collectLight(
  rows: readonly IndexedField[],
  options: CollectLightOptions = {},
): Promise<PlateLight[]> {
  const { onDone, blocks, keep, seed, ...reading } = options;
  const collecting: CollectorOptions = {
    ...(blocks === undefined ? {} : { blocks }),
    ...(keep === undefined ? {} : { keep }),
    ...(seed === undefined ? {} : { seed }),
  };
  const found = new Map<string, PlateLight>();
  let done = 0;
  for await (const { width, height, channels, where } of readFields(rows, reading)) {
    const { plate } = where;
    for (const { name, data } of channels) {
      const key = JSON.stringify([plate, name]);
      const light = found.get(key) ?? {
        plate,
        channel: name,
        counts: new Uint32Array(65536),
        collector: new IlluminationCollector(width, height, collecting),
      };
      found.set(key, light);
      histogram(data, light.counts);
      withImage(rows, where, name, () => light.collector.add({ width, height, data }));
    }
    onDone?.(++done, rows.length);
  }
  return [...found.values()];
}
