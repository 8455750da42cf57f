import { meanInterval } from "../../core/mean_interval.ts";
import type { CostSheet, FieldStep, TogetherCost } from "./sheet.ts";

/** A number with the interval that it lies in. */
export interface Amount {
  /** The number. */
  value: number;
  /** Lower end. */
  low: number;
  /** Upper end. */
  high: number;
}

/** How large a screen is. */
export interface ScreenSize {
  /** What it is called. */
  name: string;
  /** Images, all channels counted. */
  images: number;
  /** Fields. */
  fields: number;
  /** Plates, which are what machines share. */
  plates: number;
  /** Wells. */
  wells: number;
  /** Channels that the steps read. */
  channels: number;
  /** Channels that lie on disk; defaults to those that are read. */
  stored?: number;
  /** Pixels across a field. */
  width: number;
  /** Pixels down a field. */
  height: number;
}

/** Screens of this course, by name. */
export const knownScreens: Readonly<Record<string, ScreenSize>> = {
  bbbc021: {
    name: "BBBC021",
    images: 39_600,
    fields: 13_200,
    plates: 55,
    wells: 3_300,
    channels: 3,
    width: 1280,
    height: 1024,
  },
  // Its experiment table lists 117 plates with 3,000,280 images of 5 stains and 3 bright fields.
  cpjump1: {
    name: "CPJUMP1",
    images: 3_000_280,
    fields: 3_000_280 / 8,
    plates: 117,
    wells: 117 * 384,
    channels: 5,
    stored: 8,
    width: 1080,
    height: 1080,
  },
};

/** What a screen takes. */
export interface Plan {
  /** How many pixels of all channels a field has, over those of a measured field. */
  scale: number;
  /** Whether fields are like the measured ones; else hours are an extrapolation by pixels. */
  measured: boolean;
  /** Hours of one machine, step by step. */
  steps: { step: FieldStep; hours: Amount }[];
  /** Hours of one machine for the steps that see all wells, whatever the number of machines. */
  together: Amount;
  /** Hours until all is done, by number of machines. */
  machines: { machines: number; hours: Amount }[];
  /** Disk, GB (10⁹ bytes): images without compression, and what each step leaves. */
  gigabytes: { what: string; size: number }[];
}

/**
 * Plans a screen from measured costs.
 *
 * Seconds a field grow with the pixels of all its channels; those of a network, whose input has one size,
 * only by what reading takes, and that is at most what quality control takes. Machines share plates, so `k` of them take
 * `ceil(plates / k)` plates one after another; then one machine does what sees all wells. Hours of
 * fields have 95 % intervals from the repeated measurements, those of steps added as independent. What
 * sees all wells was measured for two numbers of wells: its exponent between them, kept from 1 to 2,
 * gives the value, 1 (row by row) the lower and 2 (all pairs) the upper end.
 *
 * @param sheet From `measureCost`, on one machine.
 * @param screen How large the screen is.
 * @param machines Numbers of such machines; defaults to 1, 2, 4, … up to the number of plates.
 *
 * @example
 * ```ts
 * import { knownScreens, planScreen } from "./plan.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = { before: 1e8, peak: 2e8 };
 * const segment = { start: 0, memory, bytes: 1e6, leaves: "field" as const };
 * const plan = planScreen({
 *   threads: 2,
 *   width: 1280,
 *   height: 1024,
 *   channels: 3,
 *   fields: 12,
 *   cells: 90,
 *   features: 500,
 *   perField: [{ step: "segment", seconds: [3, 3, 3], ...segment }],
 *   together: [],
 *   togetherPeak: 2e8,
 * }, knownScreens.bbbc021!, [1, 11, 55]);
 * assertEquals(plan.machines.map(({ hours }) => hours.value.toFixed(1)), ["11.0", "1.0", "0.2"]);
 * ```
 */
export function planScreen(
  sheet: CostSheet,
  screen: ScreenSize,
  machines: readonly number[] = doubling(screen.plates),
): Plan {
  const { fields, plates, channels, stored = channels, width, height, wells } = screen;
  const larger = width * height / (sheet.width * sheet.height), more = channels / sheet.channels;
  const scale = larger * more;
  const reading = sheet.perField.find(({ step }) => step === "quality")?.seconds;
  const steps = sheet.perField.map(({ step, seconds, start }) => {
    const { value, low, high } = meanInterval(
      step === "embed" && reading !== undefined ? embedded(seconds, reading, scale) : seconds,
    );
    const hours = (one: number) => (plates * start + fields * scale * one) / 3600;
    return {
      step,
      hours: { value: hours(value), low: hours(Math.max(0, low)), high: hours(high) },
    };
  });
  const all = sumOf(steps.map(({ hours }) => hours));
  const together = togetherHours(sheet.together, wells);
  const pixels = fields * width * height * 2;
  return {
    scale,
    measured: width === sheet.width && height === sheet.height && channels === sheet.channels,
    steps,
    together,
    machines: machines.map((count) => {
      const share = Math.ceil(plates / count) / plates;
      const own = { value: all.value * share, low: all.low * share, high: all.high * share };
      return { machines: count, hours: sumOf([own, together]) };
    }),
    gigabytes: [
      { what: "images", size: pixels * stored / 1e9 },
      ...sheet.perField.map(({ step, bytes, leaves }) => ({
        what: step,
        size: bytes * (leaves === "plate" ? plates : fields) * growth(step, larger, more) / 1e9,
      })),
    ],
  };
}

/** How much more a step leaves on disk where a field has more pixels and more channels. */
function growth(step: FieldStep, pixels: number, channels: number): number {
  const grown: Record<FieldStep, number> = {
    quality: channels,
    illumination: pixels * channels,
    segment: pixels,
    measure: pixels * channels,
    embed: 1,
    wells: channels,
  };
  return grown[step];
}

/** Seconds that, times the scale, are those of a network and of what reading larger fields adds. */
function embedded(seconds: readonly number[], reading: readonly number[], scale: number): number[] {
  const read = reading.reduce((sum, one) => sum + one, 0) / reading.length;
  return seconds.map((one) => (one + Math.max(0, scale - 1) * read) / scale);
}

/** Sum of independent amounts: distances to the ends add as squares do. */
function sumOf(amounts: readonly Amount[]): Amount {
  const value = amounts.reduce((sum, one) => sum + one.value, 0);
  const far = (distance: (one: Amount) => number) => Math.hypot(...amounts.map(distance));
  return {
    value,
    low: value - far((one) => one.value - one.low),
    high: value + far((one) => one.high - one.value),
  };
}

/** Steps grow alike or not at all alike with the wells, so their ends are added, not their squares. */
function togetherHours(costs: readonly TogetherCost[], wells: number): Amount {
  const hours = (exponentOf: (cost: TogetherCost) => number) =>
    costs.reduce(
      (sum, cost) => sum + cost.seconds[1] * (wells / cost.wells[1]) ** exponentOf(cost),
      0,
    ) / 3600;
  const grown = ({ wells, seconds }: TogetherCost) =>
    Math.log(seconds[1] / seconds[0]) / Math.log(wells[1] / wells[0]);
  const [one, two] = [hours(() => 1), hours(() => 2)];
  return {
    value: hours((cost) => Math.min(2, Math.max(1, grown(cost)))),
    low: Math.min(one, two),
    high: Math.max(one, two),
  };
}

function doubling(plates: number): number[] {
  const counts = [];
  for (let count = 1; count < plates; count *= 2) counts.push(count);
  return [...counts, plates];
}
