import type { FieldQuality } from "./quality.ts";
import { cameraCeilings, saturation } from "./quality/ceilings.ts";
import { middle } from "./smooth.ts";

/** Why a field should be looked at before it is used. */
export type Flag = "blurred" | "saturated" | "empty" | "exposure" | "debris";

/** A field with what is wrong with it. */
export interface FieldFlags {
  /** The field's measures. */
  quality: FieldQuality;
  /** Reasons; empty for a good field. */
  flags: Flag[];
  /** Robust z of focus, by the slopes of the power spectra. */
  focus: number;
  /** Largest share of saturated pixels of a channel. */
  saturated: number;
  /** Channels that make the field `saturated`: the one flag that single channels raise. */
  saturatedChannels: string[];
  /** Robust z of brightness, by the logarithms of the mean grey values. */
  brightness: number;
  /** Robust z of the brightest parts, by the logarithms of the signals. */
  glare: number;
}

/** Where the lines are drawn. */
export interface FlagOptions {
  /** Robust z beyond which a field is an outlier of its plate; defaults to 3.5 (Iglewicz and Hoaglin 1993). */
  z?: number;
  /** Share of saturated pixels above which a channel is spoilt; defaults to 0.005. */
  saturated?: number;
  /** Grey values at which cameras saturate; defaults to what `cameraCeilings` finds. */
  ceilings?: ReadonlySet<number>;
  /** Fewest objects of a field that is not empty; defaults to 3. */
  objects?: number;
  /** Fewest fields of a plate for outliers to mean anything; below it only fixed lines count. Defaults to 8. */
  fields?: number;
}

/**
 * Robust z: (x − median) / (1.4826 · MAD), which a few outliers cannot hide.
 *
 * @param values Any number of values.
 * @returns One z each; 0 for all where the MAD is 0.
 *
 * @example
 * ```ts
 * import { robustZ } from "./outliers.ts";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * assertAlmostEquals(robustZ([1, 2, 3, 4, 100])[4]!, 97 / 1.4826);
 * assertEquals(robustZ([5, 5, 5, 9]), [0, 0, 0, 0]);
 * ```
 */
export function robustZ(values: readonly number[]): number[] {
  const centre = middle([...values]);
  const spread = 1.4826 * middle(values.map((value) => Math.abs(value - centre)));
  return values.map((value) => spread > 0 ? (value - centre) / spread : 0);
}

/**
 * Flags the fields of a screen, each within its plate.
 *
 * A treatment changes one or two stains; a lens out of focus or a fibre changes all of them. So the
 * z of each channel is taken within the plate, then the median over channels, which is standardised
 * once more. Outliers of their plate are `blurred` (low focus), `exposure` (brightness) and `debris`
 * (glare at ordinary brightness); `saturated` and `empty` are fixed lines. A flag says "look", not
 * "throw away": a toxic dose leaves a field empty too.
 *
 * @param fields Measures of any number of plates.
 * @param options Where the lines are.
 * @returns One entry a field, in their order.
 *
 * @example
 * ```ts
 * import { flagFields } from "./outliers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(flagFields([]), []);
 * ```
 */
export function flagFields(
  fields: readonly FieldQuality[],
  options: FlagOptions = {},
): FieldFlags[] {
  const { z = 3.5, saturated = 0.005, objects = 3, fields: fewest = 8 } = options;
  const ceilings = options.ceilings ?? cameraCeilings(fields);
  const focus = medianZ(fields, (channel) => channel.slope);
  const brightness = medianZ(fields, (channel) => Math.log(Math.max(channel.mean, 1)));
  const glare = medianZ(fields, (channel) => Math.log(Math.max(channel.signal, 1)));
  const plates = Map.groupBy(fields, ({ where }) => where.plate);
  return fields.map((quality, i) => {
    const enough = (plates.get(quality.where.plate)?.length ?? 0) >= fewest;
    const sharp = focus[i] as number,
      bright = brightness[i] as number,
      glaring = glare[i] as number;
    const shares = Object.entries(quality.channels)
      .map(([name, channel]) => ({ name, share: saturation(channel, ceilings) }));
    const saturatedChannels = shares.filter(({ share }) => share > saturated)
      .map(({ name }) => name);
    const flags: Flag[] = [];
    if (enough && sharp < -z) flags.push("blurred");
    if (saturatedChannels.length > 0) flags.push("saturated");
    if (quality.objects < objects) flags.push("empty");
    if (enough && Math.abs(bright) > z) flags.push("exposure");
    else if (enough && glaring > z) flags.push("debris");
    const worst = Math.max(...shares.map(({ share }) => share));
    const measures = { focus: sharp, saturated: worst, brightness: bright, glare: glaring };
    return { quality, flags, saturatedChannels, ...measures };
  });
}

type Measure = (channel: FieldQuality["channels"][string]) => number;

/** For each field the median over channels of the robust z within its plate, standardised again. */
function medianZ(fields: readonly FieldQuality[], measure: Measure): number[] {
  const result = new Array<number>(fields.length).fill(0);
  const plates = Map.groupBy(fields.keys(), (i) => (fields[i] as FieldQuality).where.plate);
  for (const members of plates.values()) {
    const names = Object.keys((fields[members[0] as number] as FieldQuality).channels);
    const byChannel = names.map((name) =>
      robustZ(members.map((i) => {
        const channel = (fields[i] as FieldQuality).channels[name];
        return channel === undefined ? NaN : measure(channel);
      }))
    );
    const medians = members.map((_, k) => middle(byChannel.map((zs) => zs[k] as number)));
    const standardised = robustZ(medians);
    members.forEach((field, k) => result[field] = standardised[k] as number);
  }
  return result;
}
