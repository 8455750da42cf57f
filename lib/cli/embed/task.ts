import pl from "nodejs-polars";
import { makeProfiles, type Profiles } from "../../core/profiles.ts";
import { readField } from "../../data/fields.ts";
import type { IndexedField } from "../../data/index_file.ts";
import type { Compartment } from "../../data/label_files.ts";
import { writePart } from "../../data/profiles_part.ts";
import type { Field } from "../../image/field.ts";
import type { Limits } from "../../image/intensity.ts";
import { type Embedder, embeddingNames, embedImages } from "../../learn/embed.ts";
import type { Area } from "../../learn/embed/areas.ts";
import { areaImage } from "../../learn/embed/image.ts";
import { sizedCrop } from "../../learn/sized_crop.ts";
import { type BadField, orBad } from "../over_fields.ts";
import { areasOf, cropOf, takesCrops } from "./crops.ts";

/** What becomes one row. */
export type Unit =
  | { kind: "field" }
  | { kind: "tile"; side: number }
  | { kind: "cell"; side: number; labels: string; compartment: Compartment };

/** How every field of a screen is embedded: what its rows depend on, beside the network. */
export interface EmbedSettings {
  /** What becomes one row. */
  unit: Unit;
  /** Whether the rows of a field are averaged to one. */
  mean: boolean;
  /** Channels that the network reads, in its order; one may be there twice. */
  channels: string[];
  /** Folder of the light that images are corrected by; absent to take them as they are. */
  illumination?: string;
  /** Radius of the disk that the background is subtracted by, px; absent to leave it. */
  background?: number;
}

/** One field to be embedded. */
export interface EmbedTask {
  /** Row of an index. */
  field: IndexedField;
  /** Grey values of black and white, one pair a channel. */
  limits: Limits[];
  /** How. */
  settings: EmbedSettings;
  /** Where the rows go. */
  part: string;
  /** A field that cannot be read is no error. */
  skipBad: boolean;
}

/**
 * Embeds one field and writes its rows as a part.
 *
 * @param task The field and how.
 * @param embedder The network.
 * @param options Images at once; what stops it.
 * @returns How many rows it has, or why it was left out.
 * @throws {InputError} for images or labels that cannot be read or do not fit, unless `skipBad`.
 */
export async function embedTask(
  { field: row, limits, settings, part, skipBad }: EmbedTask,
  embedder: Embedder,
  options: { batch?: number; signal?: AbortSignal },
): Promise<{ rows: number } | BadField> {
  return await orBad(skipBad, async () => {
    const { unit, mean } = settings;
    const field = await readChannels(row, settings);
    const { size, bits } = embedder, crops = takesCrops(embedder, unit);
    const areas = await areasOf(field, unit, { inside: crops });
    const images = function* () {
      for (const area of areas) {
        yield crops
          ? sizedCrop(cropOf(field, area), limits, area.side, size)
          : areaImage(field, area, limits, size, bits);
      }
    };
    const vectors = await embedImages(embedder, images(), options);
    const profiles = mean
      ? profilesOf(row, areas.slice(0, 1), meanOf(vectors, embedder.length), embedder, false)
      : profilesOf(row, areas, Float64Array.from(vectors), embedder, unit.kind !== "field");
    await writePart(part, profiles);
    return { rows: profiles.meta.height };
  });
}

/** A field with channels in the network's order, one of them perhaps twice. */
async function readChannels(
  row: IndexedField,
  { channels, illumination, background }: EmbedSettings,
): Promise<Field> {
  const once = [...new Set(channels)];
  const field = await readField(row, { channels: once, illumination, background });
  return {
    ...field,
    channels: channels.map((name) =>
      field.channels.find((channel) => channel.name === name) as Field["channels"][number]
    ),
  };
}

/** Mean of vectors; none of none. */
function meanOf(vectors: Float32Array, length: number): Float64Array {
  const count = vectors.length / length, mean = new Float64Array(count === 0 ? 0 : length);
  for (let i = 0; i < vectors.length; i++) mean[i % length]! += (vectors[i] as number) / count;
  return mean;
}

function profilesOf(
  { plate, well, site, metadata }: IndexedField,
  areas: readonly Area[],
  values: Float64Array,
  embedder: Embedder,
  places: boolean,
): Profiles<Float64Array> {
  const text = (name: string, value: string | null) =>
    pl.Series(name, new Array<string | null>(areas.length).fill(value), pl.Utf8);
  const whole = (name: string, of: (area: Area) => number) =>
    pl.Series(name, areas.map(of), pl.Int64);
  const cells = places && areas.every(({ label }) => label !== undefined);
  const own = ["Metadata_Plate", "Metadata_Well", "Metadata_Site"];
  const meta = pl.DataFrame([
    text("Metadata_Plate", plate),
    text("Metadata_Well", well),
    whole("Metadata_Site", () => site),
    ...(cells ? [whole("Metadata_ObjectNumber", ({ label }) => label as number)] : []),
    ...(places
      ? [
        whole("Metadata_Left", ({ left }) => left),
        whole("Metadata_Top", ({ top }) => top),
        whole("Metadata_Side", ({ side }) => side),
      ]
      : []),
    ...Object.entries(metadata).filter(([name]) => !own.includes(name))
      .map(([name, value]) => text(name, value)),
  ]);
  return makeProfiles(meta, embeddingNames(embedder), values);
}
