import type { Channel } from "../../image/field.ts";
import type { Box } from "../flows/boxes.ts";
import { areaShape, areaShapeFeatures } from "./area_shape.ts";
import { correlationFeatures, correlationMeasurer } from "./correlation.ts";
import { denseRanks } from "./dense_ranks.ts";
import { granularity, granularityFeatures } from "./granularity.ts";
import { intensity, intensityFeatures, type RegionValues } from "./intensity.ts";
import { neighborFeatures, neighbors } from "./neighbors.ts";
import { radialFeatures, radialMeasurer } from "./radial.ts";
import type { Region } from "./region.ts";
import { textureFeatures, textureMeasurer } from "./texture.ts";

/** Families of features, named as CellProfiler does, in the order of the columns. */
export const families = [
  "AreaShape",
  "Correlation",
  "Granularity",
  "Intensity",
  "Neighbors",
  "RadialDistribution",
  "Texture",
] as const;

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
  Correlation: {
    features: correlationFeatures,
    prepare: ({ channels, labels }) =>
      withLight(correlationMeasurer(channels.map(({ data }) => denseRanks(data, labels)))),
  },
  Granularity: {
    features: (channels) => channels.flatMap(granularityFeatures),
    prepare: ({ channels, labels, objects, width, height }) =>
      fromTable(granularity(channels, labels, objects, width, height), objects.length),
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
  Neighbors: {
    features: () => neighborFeatures,
    prepare: ({ labels, objects, width, height }) =>
      fromTable(neighbors(labels, objects, width, height), objects.length),
  },
  RadialDistribution: {
    features: (channels) => channels.flatMap(radialFeatures),
    prepare: () => withLight(radialMeasurer()),
  },
  Texture: {
    features: (channels) => channels.flatMap((channel) => textureFeatures(channel)),
    prepare: () => withLight(textureMeasurer()),
  },
};

/** Measures one object from its pixels and values alone. */
type LightMeasure = (
  region: Region,
  light: readonly RegionValues[],
  into: Float64Array,
  at: number,
) => void;

function withLight(measure: LightMeasure): Measure {
  return (_object, region, light, into, at) => measure(region, light, into, at);
}

/** Hands out what was measured for all objects at once, one row an object. */
function fromTable(table: Float64Array, objects: number): Measure {
  const width = table.length / objects;
  return (object, _region, _light, into, at) =>
    into.set(table.subarray(object * width, (object + 1) * width), at);
}

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
