import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { FieldFlags } from "../../image/outliers.ts";
import type { ChannelQuality } from "../../image/quality.ts";
import { cameraCeilings, saturation } from "../../image/quality/ceilings.ts";

/** Largest grey value: CellProfiler counts brightness from 0 to 1. */
const full = 65535;

/** What is measured of a channel: names and units of CellProfiler's MeasureImageQuality where it has them. */
const channelColumns: Record<
  string,
  (channel: ChannelQuality, ceilings: ReadonlySet<number>) => number
> = {
  ImageQuality_PowerLogLogSlope: ({ slope }) => slope,
  // Its normalised variance: variance over mean.
  ImageQuality_FocusScore: ({ mean, deviation }) => mean > 0 ? deviation ** 2 / mean / full : 0,
  ImageQuality_MeanIntensity: ({ mean }) => mean / full,
  ImageQuality_StdIntensity: ({ deviation }) => deviation / full,
  ImageQuality_MaxIntensity: ({ maximum }) => maximum / full,
  ImageQuality_PercentMaximal: ({ atMaximum }) => 100 * atMaximum,
  Quality_PercentSaturated: (channel, ceilings) => 100 * saturation(channel, ceilings),
  Quality_LaplacianVariance: ({ laplacian }) => laplacian / full ** 2,
  Quality_BackgroundIntensity: ({ background }) => background / full,
  Quality_SignalIntensity: ({ signal }) => signal / full,
};

/** What is measured of a field, the same in the rows of all its channels. */
const fieldColumns: Record<string, (flags: FieldFlags) => number> = {
  Quality_Objects: ({ quality }) => quality.objects,
  Quality_PercentCovered: ({ quality }) => 100 * quality.covered,
  Quality_LargestObject: ({ quality }) => quality.largest,
  Quality_FocusZ: ({ focus }) => focus,
  Quality_BrightnessZ: ({ brightness }) => brightness,
  Quality_GlareZ: ({ glare }) => glare,
};

/**
 * The table of qualities: one row a field and channel, in the order of the fields.
 *
 * `Metadata_Plate`, `Metadata_Well`, `Metadata_Site`, `Metadata_Channel`, flags and the index's own metadata
 * come first. `Metadata_ChannelFlags` has the flag that this channel raises, `saturated`;
 * `Metadata_FieldFlags`, the same in the rows of all channels, has those of the field as a whole and that of
 * any channel, separated by spaces: what `--drop` and plate maps go by. Both are empty where nothing is
 * wrong. Intensities count from 0 to 1 as CellProfiler's do.
 *
 * @param fields Flags of each field.
 * @param rows Their rows of the index, in the same order.
 * @param channels Channels, in the order of the rows.
 *
 * @example
 * ```ts
 * import { qualityTable } from "./table.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { meta, features } = qualityTable([], [], ["DAPI"]);
 * assertEquals([meta.height, features[0]], [0, "ImageQuality_PowerLogLogSlope"]);
 * ```
 */
export function qualityTable(
  fields: readonly FieldFlags[],
  rows: readonly IndexedField[],
  channels: readonly string[],
): Profiles<Float64Array> {
  const ceilings = cameraCeilings(fields.map(({ quality }) => quality));
  const places = fields.flatMap((field, i) =>
    channels.map((channel) => ({ field, channel, row: rows[i] as IndexedField }))
  );
  const text = (name: string, of: (place: typeof places[number]) => string | null) =>
    pl.Series(name, places.map(of), pl.Utf8);
  const own = ["Metadata_Plate", "Metadata_Well", "Metadata_Site"];
  const names = new Set(rows.flatMap(({ metadata }) => Object.keys(metadata)));
  const meta = pl.DataFrame([
    text("Metadata_Plate", ({ row }) => row.plate),
    text("Metadata_Well", ({ row }) => row.well),
    pl.Series("Metadata_Site", places.map(({ row }) => row.site), pl.Int64),
    text("Metadata_Channel", ({ channel }) => channel),
    text(
      "Metadata_ChannelFlags",
      ({ field, channel }) => field.saturatedChannels.includes(channel) ? "saturated" : null,
    ),
    text("Metadata_FieldFlags", ({ field }) => field.flags.join(" ") || null),
    ...[...names].filter((name) => !own.includes(name))
      .map((name) => text(name, ({ row }) => row.metadata[name] ?? null)),
  ]);
  const values = places.flatMap(({ field, channel }) => [
    ...Object.values(channelColumns).map((of) =>
      of(field.quality.channels[channel] as ChannelQuality, ceilings)
    ),
    ...Object.values(fieldColumns).map((of) => of(field)),
  ]);
  const features = [...Object.keys(channelColumns), ...Object.keys(fieldColumns)];
  return makeProfiles(meta, features, Float64Array.from(values));
}
