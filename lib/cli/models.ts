import { projectRoot } from "../core/files.ts";
import { type Dataset, findDataset, loadCatalog } from "../data/catalog.ts";
import { formatBytes } from "../data/fetch/disk.ts";
import { datasetState } from "../data/locate.ts";
import type { Command } from "./command.ts";
import { embedders } from "./embedders.ts";

/** A network as the list shows it. */
export interface ListedModel {
  /** Its name. */
  name: string;
  /** What it is. */
  summary: string;
  /** Size of its weights; null where it is not known before the download. */
  bytes: number | null;
  /** Licence of the weights. */
  licence: string;
  /** Where the weights come from: a file of the project, or the command that fetches them. */
  from: string;
  /** Whether they are there. */
  onDisk: boolean;
}

/** Networks whose published weights are in the catalog, beside those that embed. */
const others = { cellpose: { summary: "Cellpose: cells and nuclei", dataset: "cellpose-models" } };

/**
 * `c2s models`: the networks there are, with size, licence, and where their weights come from.
 *
 * @example
 * ```ts
 * import { command } from "./models.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "models");
 * ```
 */
export const command: Command = {
  name: "models",
  summary: "list the networks with size, licence and where their weights come from",
  options: {
    dir: {
      type: "string",
      value: "DIR",
      description: "folder of the datasets; defaults to data/downloads of the project",
    },
  },
  example: "c2s models",
  run: async ({ text, json, print }) => {
    const models = await listModels(text("dir"));
    if (json) {
      print(JSON.stringify(models));
      return;
    }
    for (const { name, summary, bytes, licence, from, onDisk } of models) {
      const size = bytes === null ? "size known after the download" : formatBytes(bytes);
      print(`${name}: ${summary}`);
      print(`  ${size}; ${licence}; ${onDisk ? "there" : "not there yet"}, ${from}`);
    }
  },
};

/**
 * The networks that come with the project, then those whose weights are published elsewhere.
 *
 * @param dir Folder of the datasets; defaults to `data/downloads`.
 *
 * @example
 * ```ts
 * import { listModels } from "./models.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = (await listModels("nowhere")).map(({ name }) => name);
 * assertEquals(names.includes("nucleus") && names.includes("inception_v3"), true);
 * ```
 */
export async function listModels(dir?: string): Promise<ListedModel[]> {
  const catalog = await loadCatalog();
  const published = [
    ...Object.entries(embedders).flatMap(([name, { summary, weights }]) =>
      "dataset" in weights ? [{ name, summary, dataset: weights.dataset }] : []
    ),
    ...Object.entries(others).map(([name, one]) => ({ name, ...one })),
  ];
  const listed = published.map(async ({ name, summary, dataset }) =>
    await fromCatalog(name, summary, findDataset(catalog, dataset), dir)
  );
  return [...await shipped(), ...await Promise.all(listed)];
}

async function fromCatalog(
  name: string,
  summary: string,
  dataset: Dataset,
  dir: string | undefined,
): Promise<ListedModel> {
  const { fetched, bytes } = await datasetState(dataset, dir);
  const from = `c2s fetch ${dataset.id}`;
  return { name, summary, bytes, licence: dataset.licence, from, onDisk: fetched > 0 };
}

/** Folders of data/models; each one's model card tells what it is and its licence. */
async function shipped(): Promise<ListedModel[]> {
  const root = `${projectRoot}data/models`, models: ListedModel[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    if (!isDirectory) continue;
    const { size } = await Deno.stat(`${root}/${name}/weights.safetensors`);
    const card = await Deno.readTextFile(`${root}/${name}/README.md`);
    models.push({
      name,
      summary: /^# (.+?)(: model card)?$/m.exec(card)?.[1] ?? name,
      bytes: size,
      licence: /\*\*Licence\*\*: ([^.\n]+)/.exec(card)?.[1] ?? "see its model card",
      from: `comes with the project, data/models/${name}`,
      onDisk: true,
    });
  }
  return models.sort((a, b) => a.name < b.name ? -1 : 1);
}
