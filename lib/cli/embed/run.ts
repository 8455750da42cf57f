import { exists } from "../../core/files.ts";
import type { Profiles } from "../../core/profiles.ts";
import type { FieldIndex } from "../../data/index_file.ts";
import { formatOf } from "../../data/profiles_file.ts";
import { writeProfilesStream } from "../../data/profiles_stream.ts";
import { type Embedder, embeddingNames } from "../../learn/embed.ts";
import { digestOf } from "../digest.ts";
import { lightStates } from "../illumination/light_states.ts";
import { imageStates } from "../image_states.ts";
import { labelStates } from "../measure/label_states.ts";
import { joinParts } from "../join_parts.ts";
import { type FieldRunOptions, overFields } from "../over_fields.ts";
import { openParts } from "../parts.ts";
import { areasOf, cropOf, takesCrops } from "./crops.ts";
import { keepEngine, type RowMaker } from "./engine.ts";
import { plateLimits } from "./limits.ts";
import { type EmbedSettings, type EmbedTask, embedTask } from "./task.ts";

/** What is embedded, by what, and how. */
export interface EmbedScreenOptions extends Omit<FieldRunOptions, "workers">, RowMaker {
  /** Fields. */
  index: FieldIndex;
  /** The network. */
  embedder: Embedder;
  /** How. */
  settings: EmbedSettings;
  /** Where the table goes: `.parquet`, `.csv` or `.csv.gz`. */
  out: string;
  /** Images at once; defaults to *16*. */
  batch?: number;
}

/** What was embedded. */
export interface EmbeddedScreen {
  /** Rows of the table. */
  rows: number;
  /** Numbers of each. */
  features: number;
  /** Fields of the index. */
  fields: number;
  /** Fields that an earlier, unfinished run had embedded. */
  resumed: number;
  /** Fields without a row, for lack of cells, as `plate/well/site`. */
  empty: string[];
  /** Fields that were left out, and why. */
  skipped: { field: string; reason: string }[];
}

/**
 * Embeds every field of a screen and joins the rows, in the order of the index.
 *
 * Each field's rows are a file of their own until all are there, so that memory holds one field, and a
 * stopped run goes on where it stopped, plates that the index gives as before, with images, labels and
 * light as they were. Two engines differ in the last digits: a run that one began no other goes on with.
 * Who calls it keeps other runs away by `lockOutput`.
 *
 * @param options What, by what, and how.
 * @throws {InputError} for a field that cannot be embedded, unless `skipBad`; if none could be; for an
 * unfinished run of another network, engine or other settings at the same place.
 */
export async function embedScreen(options: EmbedScreenOptions): Promise<EmbeddedScreen> {
  const { index, embedder, weights, engine, settings, out, skipBad = false } = options;
  const { signal, batch, onDone } = options;
  formatOf(out);
  const { name, size, length } = embedder, fields = index.fields;
  const { unit, illumination, background, channels } = settings;
  const images = await imageStates(fields, channels);
  const labels = unit.kind === "cell"
    ? await labelStates(unit.labels, fields, [unit.compartment])
    : [];
  // Limits of crops depend on where the cells of the whole plate are.
  const crops = takesCrops(embedder, unit);
  const depends = fields.map((field, number) => ({
    field,
    images: images[number],
    ...(crops ? { labels: labels[number] } : {}),
  }));
  const plates = new Map(
    [...Map.groupBy(depends, ({ field }) => field.plate)]
      .map(([plate, own]) => [plate, digestOf(own)]),
  );
  const light = await lightStates(illumination, index, channels);
  const parts = await openParts(
    out,
    { name, size, length, weights, engine, ...settings, ...(crops ? { prepared: "crops" } : {}) },
    // Fields of a plate are scaled alike, so that each depends on all.
    fields.map((field, number) => {
      const { plate } = field;
      return { field, plate: plates.get(plate), labels: labels[number], light: light.get(plate) };
    }),
    { engine: "Without --engine the run goes on with the engine that it was begun with" },
  );
  await keepEngine(out, { weights, engine });
  const from = digestOf({ depends, light: [...light] });
  const limits = await plateLimits(index, `${parts.folder}/limits-${from}.json`, {
    channels,
    illumination,
    background,
    ...(crops
      ? {
        crops: async (field) =>
          (await areasOf(field, unit, { inside: true })).map((area) => cropOf(field, area)),
      }
      : {}),
    skipBad,
    signal,
  });
  const { resumed, skipped } = await overFields<EmbedTask, { rows?: number }>(fields, {
    signal,
    onDone,
    done: "embedded",
    worker: new URL(import.meta.url),
    // A network uses all cores or the graphics card by itself.
    here: (task) => embedTask(task, embedder, { batch, signal }),
    before: async (_, number) => await exists(parts.file(number)) ? {} : undefined,
    taskOf: (field, number) => ({
      field,
      limits: limits[field.plate] ?? [],
      settings,
      part: parts.file(number),
      skipBad,
    }),
  });
  const features = embeddingNames(embedder), empty: string[] = [];
  const onField = ({ meta }: Profiles, field: string) => {
    if (meta.height === 0) empty.push(field);
  };
  const blocks = joinParts(parts, fields, { features, skipped, onField });
  const rows = await writeProfilesStream(out, blocks);
  await Deno.remove(parts.folder, { recursive: true });
  return { rows, features: length, fields: fields.length, resumed, empty, skipped };
}
