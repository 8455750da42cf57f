import type { Channel } from "../../image/field.ts";
import type { Box } from "../flows/boxes.ts";
import { areaShape, areaShapeFeatures } from "./area_shape.ts";
import { intensity, intensityFeatures, type RegionValues } from "./intensity.ts";
import type { Region } from "./region.ts";

/** Families of features, named as CellProfiler does, in the order of the columns. */
export const families = ["AreaShape", "Intensity"] as const;

/** A family of features. */
export type Family = typeof families[number];

/** One compartment of one field, as the families see it. */
export interface Compartment {
  /** Pixels across. */
  width: number;
  /** Pixels down. */
  height: number;
  /** The channels of the field. */
  channels: readonly Channel[];
  /** Number of the object of each pixel [height × width]. */
  labels: Int32Array;
  /** Its objects, by rising number. */
  objects: readonly Box[];
}

/** Measures one object: its number among `objects`, its pixels, its values in each channel. */
export type Measure = (
  object: number,
  region: Region,
  light: readonly RegionValues[],
  into: Float64Array,
  at: number,
) => void;

/** How a family names its features and measures them. */
interface Rule {
  /** Names of the features, without the compartment. */
  features: (channels: readonly string[]) => readonly string[];
  /** Prepares what all objects share. */
  prepare: (compartment: Compartment) => Measure;
}

const rules: Record<Family, Rule> = {
  AreaShape: {
    features: () => areaShapeFeatures,
    prepare: () => (_object, region, _light, into, at) => areaShape(region, into, at),
  },
  Intensity: {
    features: (channels) => channels.flatMap(intensityFeatures),
    prepare: ({ channels, width }) => {
      const each = intensityFeatures("").length;
      return (_object, region, light, into, at) => {
        for (const [c, { data }] of channels.entries()) {
          intensity(region, light[c] as RegionValues, data, width, into, at + c * each);
        }
      };
    },
  },
};

/**
 * Names of the features of a family, without the compartment, in the order in which they are measured.
 *
 * @param family The family.
 * @param channels Names of the channels.
 *
 * @example
 * ```ts
 * import { familyFeatures } from "./family.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(familyFeatures("Intensity", ["DAPI"])[1], "Intensity_MeanIntensity_DAPI");
 * ```
 */
export function familyFeatures(family: Family, channels: readonly string[]): readonly string[] {
  return rules[family].features(channels);
}

/**
 * Prepares to measure the objects of one compartment.
 *
 * @param family The family.
 * @param compartment Labels and channels.
 *
 * @example
 * ```ts
 * import { boxes } from "../flows/boxes.ts";
 * import { prepareFamily } from "./family.ts";
 * import { regionCutter } from "./region.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const labels = new Int32Array([1, 1]), objects = boxes(labels, 2, 1), into = new Float64Array(200);
 * const measure = prepareFamily("AreaShape", { width: 2, height: 1, channels: [], labels, objects });
 * measure(0, regionCutter(labels, 2, 1)(objects[0]!), [], into, 0);
 * assertEquals(into[0], 2);
 * ```
 */
export function prepareFamily(family: Family, compartment: Compartment): Measure {
  return rules[family].prepare(compartment);
}
