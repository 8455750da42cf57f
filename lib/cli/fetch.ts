import { InputError } from "../core/errors.ts";
import { findDataset, loadCatalog } from "../data/catalog.ts";
import { formatBytes } from "../data/fetch/disk.ts";
import { fetchDataset, type FetchedFile, type FetchOptions } from "../data/fetch.ts";
import { type Bar, progressBar } from "./bar.ts";
import type { Command } from "./command.ts";

/**
 * `c2s fetch <dataset>…`: downloads, verifies, unpacks; goes on where it stopped.
 *
 * @example
 * ```ts
 * import { command } from "./fetch.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "fetch");
 * ```
 */
export const command: Command = {
  name: "fetch",
  summary: "Download datasets, verified and resumable",
  positionals: "<dataset>…",
  options: {
    dir: {
      type: "string",
      value: "DIR",
      description: "folder for all datasets; defaults to data/downloads of the project",
    },
    mirror: {
      type: "string",
      value: "DIR",
      description: "read DIR/<host>/<path> instead of the network; defaults to C2S_MIRROR",
    },
    network: {
      type: "boolean",
      description: "with a mirror: take what it does not have from the network",
    },
    plate: {
      type: "string",
      value: "PLATE",
      multiple: true,
      description: "only this plate's images; may be repeated",
    },
    well: {
      type: "string",
      value: "WELL",
      multiple: true,
      description: "only this well's images (cpjump1-images); may be repeated",
    },
    "keep-archives": {
      type: "boolean",
      description: "keep zip archives after they were unpacked",
    },
    catalog: {
      type: "string",
      value: "FILE",
      description: "another catalog; defaults to data/catalog.json of the project",
    },
  },
  example: "c2s fetch bbbc021-images --plate Week1_22123",
  run: async ({ positionals, text, list, flag, json, signal, print }) => {
    const catalog = await loadCatalog(text("catalog"));
    if (positionals.length === 0) {
      throw new InputError("Which dataset shall be fetched?", {
        allowed: catalog.map(({ id }) => id).join(", "),
        hint: "c2s datasets tells what they are",
      });
    }
    for (const id of positionals) findDataset(catalog, id);
    const dir = text("dir"), mirror = text("mirror");
    const plates = list("plate"), wells = list("well");
    const results: Record<string, FetchedFile[]> = {};
    for (const id of positionals) {
      const bar = progressBar();
      try {
        results[id] = await fetchDataset(id, {
          catalog,
          signal,
          network: flag("network"),
          keepArchives: flag("keep-archives"),
          ...(dir === undefined ? {} : { dir }),
          ...(mirror === undefined ? {} : { mirror }),
          ...(plates.length === 0 ? {} : { plates }),
          ...(wells.length === 0 ? {} : { wells }),
          ...reported(id, bar),
        });
      } finally {
        bar.end();
      }
      if (!json) print(`${id}: ${summary(results[id])}`);
    }
    if (json) print(JSON.stringify(results));
  },
};

/** Adds the progress of all files of a dataset up into one bar. */
function reported(id: string, bar: Bar): Pick<FetchOptions, "onFiles" | "onProgress" | "retry"> {
  const sizes = new Map<string, { done: number; total: number | null }>();
  return {
    onFiles: (files) => {
      for (const { name, bytes } of files) sizes.set(name, { done: 0, total: bytes });
      bar.line(`${id}: ${files.length} ${files.length === 1 ? "file" : "files"}`);
    },
    onProgress: ({ file, step, done, total }) => {
      if (step === "unpack") {
        bar.update(done, total, `unpacking ${file}`);
        return;
      }
      sizes.set(file, { done, total });
      let allDone = 0, all: number | null = 0;
      for (const size of sizes.values()) {
        allDone += size.done;
        all = all === null || size.total === null ? null : all + size.total;
      }
      bar.update(allDone, all, `${step === "check" ? "checking " : ""}${file}`);
    },
    retry: {
      onWait: ({ message }, waitMs) =>
        bar.line(`${message}; trying again in ${(waitMs / 1000).toFixed(1)} s`),
    },
  };
}

function summary(files: readonly FetchedFile[]): string {
  const fetched = files.filter(({ state }) => state === "fetched");
  const bytes = fetched.reduce((sum, file) => sum + file.bytes, 0);
  return `${fetched.length} fetched (${formatBytes(bytes)}), ${
    files.length - fetched.length
  } already there, all verified`;
}
