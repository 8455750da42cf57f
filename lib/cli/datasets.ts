import { type Dataset, loadCatalog } from "../data/catalog.ts";
import { formatBytes } from "../data/fetch/disk.ts";
import { type DatasetState, datasetState } from "../data/locate.ts";
import { aligned } from "./aligned.ts";
import type { Command } from "./command.ts";

/**
 * `c2s datasets`: what there is, with size, licence, and what is on disk.
 *
 * @example
 * ```ts
 * import { command } from "./datasets.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "datasets");
 * ```
 */
export const command: Command = {
  name: "datasets",
  summary: "List the datasets with size, licence and what is on disk",
  options: {
    dir: {
      type: "string",
      value: "DIR",
      description: "folder of the datasets; defaults to data/downloads of the project",
    },
    catalog: {
      type: "string",
      value: "FILE",
      description: "another catalog; defaults to data/catalog.json of the project",
    },
  },
  example: "c2s datasets",
  run: async ({ text, json, print }) => {
    const catalog = await loadCatalog(text("catalog"));
    const states = await Promise.all(catalog.map((one) => datasetState(one, text("dir"))));
    if (json) {
      print(JSON.stringify(catalog.map((one, index) => ({ ...one, onDisk: states[index] }))));
      return;
    }
    const rows = catalog.map((one, index) => row(one, states[index] as DatasetState));
    for (const line of aligned([["dataset", "files", "size", "on disk", "licence"], ...rows])) {
      print(line);
    }
    print("");
    for (const { id, title } of catalog) print(`${id}: ${title}`);
    print("\nc2s fetch <dataset> brings one; --json tells citations, addresses and notes");
  },
};

function row(dataset: Dataset, state: DatasetState): string[] {
  const { fetched, files, bytes } = state;
  return [
    dataset.id,
    files === null ? "on demand" : String(files),
    bytes === null ? "not known" : formatBytes(bytes),
    fetched === 0 ? "-" : fetched === files ? "all" : `${fetched} files`,
    dataset.licence,
  ];
}
