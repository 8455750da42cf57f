import { blobAreas } from "./blobs.ts";
import { channelOf, type Field, type Where } from "./field.ts";
import { laplacianVariance, powerSlope } from "./focus.ts";
import { histogram, momentsOf, quantiles } from "./intensity.ts";
import { levelsBelow } from "./quality/ceilings.ts";
import { shrink } from "./shrink.ts";
import { otsu } from "./threshold.ts";

export { cameraCeiling, cameraCeilings, saturation } from "./quality/ceilings.ts";

/** Counts up when the same field gets other measures, or the table of them other columns, so that those of
 * before are not mixed with them. */
export const qualityEdition = 4;

/** How good one channel of a field is. */
export interface ChannelQuality {
  /** Slope of the power spectrum; the more negative, the more blurred. */
  slope: number;
  /** Variance of the Laplacian, squared grey values. */
  laplacian: number;
  /** Mean grey value. */
  mean: number;
  /** Standard deviation of the grey values, ddof 0. */
  deviation: number;
  /** Background: the 5 % quantile, grey values. */
  background: number;
  /** Signal: the 99 % quantile above the background, grey values. */
  signal: number;
  /** Largest grey value. */
  maximum: number;
  /** Share of pixels at the largest grey value of this image (CellProfiler's PercentMaximal / 100). */
  atMaximum: number;
  /** Mean share of pixels at each of the eight grey values that occur next below the largest; 0 if none does. */
  belowMaximum: number;
  /** How many grey values occur. */
  levels: number;
}

/** How good a field is. */
export interface FieldQuality {
  /** Where it was taken. */
  where: Where;
  /** Each channel by its name. */
  channels: Record<string, ChannelQuality>;
  /** Bright regions of a nucleus' size or more in the nuclear channel: a proxy for the cell count. */
  objects: number;
  /** Share of the field that bright regions of the nuclear channel cover. */
  covered: number;
  /** Area of the largest bright region, in nuclei of the smallest counted size. */
  largest: number;
}

/** How quality is measured. */
export interface QualityOptions {
  /** Channel of the nuclei; defaults to the first channel. */
  nuclei?: string;
  /** Smallest diameter of a nucleus, µm; defaults to 8. Pixels count as 0.65 µm where unknown. */
  nucleus?: number;
}

/**
 * Measures one channel of a field.
 *
 * @param field The field.
 * @param name Name of the channel.
 * @returns The measures.
 * @throws {InputError} if the field has no such channel.
 *
 * @example
 * ```ts
 * import { channelQuality } from "./quality.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 2,
 *   height: 2,
 *   channels: [{ name: "DAPI", data: new Uint16Array([0, 0, 65535, 65535]) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * assertEquals(channelQuality(field, "DAPI").atMaximum, 0.5);
 * ```
 */
export function channelQuality(field: Field, name: string): ChannelQuality {
  const { width, height } = field;
  const { data } = channelOf(field, name);
  const counts = histogram(data), occurring = counts.filter((count) => count > 0);
  const [background, bright, maximum] = quantiles(counts, [0.05, 0.99, 1]) as [
    number,
    number,
    number,
  ];
  return {
    slope: powerSlope({ width, height, data }),
    laplacian: laplacianVariance({ width, height, data }),
    ...momentsOf(counts),
    background,
    signal: bright - background,
    maximum,
    atMaximum: (counts[maximum] as number) / data.length,
    belowMaximum: mean(occurring.slice(-1 - levelsBelow, -1)) / data.length,
    levels: occurring.length,
  };
}

/**
 * Measures every channel of a field, and roughly what is in it.
 *
 * Bright regions are those above Otsu's threshold of the nuclear channel, averaged over blocks of
 * about 2 µm, on a logarithmic scale, so that one glaring fibre does not make all nuclei background.
 * Otsu always finds two classes, also in noise; the regions count only where the brighter class
 * stands out from the darker by three of its standard deviations.
 *
 * @param field The field.
 * @param options Nuclear channel, size of a nucleus.
 * @returns The measures.
 * @throws {InputError} if the field has no such nuclear channel.
 *
 * @example
 * ```ts
 * import { fieldQuality } from "./quality.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const field = {
 *   width: 64,
 *   height: 64,
 *   channels: [{ name: "DAPI", data: new Uint16Array(64 * 64).fill(100) }],
 *   pixelSize: 0.65,
 *   where: { plate: "P1", well: "A01", site: 1 },
 * };
 * assertEquals(fieldQuality(field).objects, 0);
 * ```
 */
export function fieldQuality(field: Field, options: QualityOptions = {}): FieldQuality {
  const { width, height, channels, where } = field;
  const pixel = Number.isNaN(field.pixelSize) ? 0.65 : field.pixelSize;
  const nuclei = channelOf(field, options.nuclei ?? channels[0]?.name ?? "");
  const factor = Math.max(1, Math.round(2 / pixel));
  const small = shrink({ width, height, data: nuclei.data }, factor);
  const nucleus = Math.PI / 4 * ((options.nucleus ?? 8) / (pixel * factor)) ** 2;
  const logarithms = { ...small, data: small.data.map(toLogarithm) };
  const areas = standOut(logarithms.data)
    ? blobAreas(logarithms, otsu(histogram(logarithms.data))).filter((area) => area >= nucleus)
    : [];
  return {
    where,
    channels: Object.fromEntries(
      channels.map(({ name }) => [name, channelQuality(field, name)]),
    ),
    objects: areas.length,
    covered: areas.reduce((sum, area) => sum + area, 0) / small.data.length,
    largest: areas.reduce((most, area) => Math.max(most, area), 0) / nucleus,
  };
}

function mean(counts: Uint32Array): number {
  return counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
}

/** 16 bits of logarithm: 4,096 steps for each doubling; 65,535 itself would be one step too many. */
function toLogarithm(value: number): number {
  return Math.min(65535, Math.round(4096 * Math.log2(value + 1)));
}

/** Whether the brighter class of Otsu stands three standard deviations above the darker one. */
function standOut(data: Uint16Array): boolean {
  const counts = histogram(data);
  const threshold = otsu(counts);
  const background = counts.map((count, value) => value <= threshold ? count : 0);
  const foreground = counts.map((count, value) => value > threshold ? count : 0);
  const dark = momentsOf(background), bright = momentsOf(foreground);
  return bright.mean - dark.mean > 3 * Math.max(dark.deviation, 1e-9);
}
