import { join, resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists, projectRoot, writeAtomic } from "../../core/files.ts";
import { type FieldIndex, writeIndex } from "../../data/index_file.ts";
import { safeName } from "../../data/safe_name.ts";
import { configText, type WorkflowConfig } from "./config.ts";
import { denoCommand } from "./deno_command.ts";

/** What a workflow is written from. */
export interface WriteWorkflowOptions extends Omit<WorkflowConfig, "plates" | "c2s"> {
  /** Folder of the workflow. */
  out: string;
  /** Fields. */
  index: FieldIndex;
  /** How c2s is called; defaults to this project and this Deno, by {@link c2sCommand}. */
  c2s?: string;
}

/** Files that are copied as they are. */
const files = [
  "Snakefile",
  "requirements.txt",
  "profiles/local/config.yaml",
  "profiles/slurm/config.yaml",
  "profiles/kubernetes/config.yaml",
  "profiles/kubernetes/job.sh",
];

/**
 * Writes a folder that Snakemake runs as it is: `Snakefile`, `config.yaml`, profiles, and an index for
 * each plate, so that no job reads more than its own.
 *
 * @param options Fields, choices, folder.
 * @returns Names of the plates, as their files are called.
 * @throws {InputError} where a workflow is there already, or two plates would have the same files.
 *
 * @example
 * ```ts
 * import { costedSteps } from "./config.ts";
 * import { writeWorkflow } from "./write.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const place = { plate: "P1", well: "B02", site: 1, pixelSize: NaN, metadata: {} };
 * const index = { channels: ["DAPI"], fields: [{ ...place, files: { DAPI: "/a.tif" } }] };
 * const one = { seconds: 1, mb: 500, mb_a_thread: 0 };
 * const steps = Object.fromEntries(costedSteps.map((step) => [step, one])) as Record<
 *   typeof costedSteps[number],
 *   typeof one
 * >;
 * const cost = { factor: 2, start: 20, source: "guessed", steps };
 * const out = await Deno.makeTempDir();
 * const choices = { threads: 2, dropFlagged: false, steps: {}, cost };
 * assertEquals(await writeWorkflow({ out, index, ...choices }), ["P1"]);
 * await Deno.stat(`${out}/plates/P1.csv`);
 * await Deno.remove(out, { recursive: true });
 * ```
 */
export async function writeWorkflow(
  { out, index, c2s, ...choices }: WriteWorkflowOptions,
): Promise<string[]> {
  const called = c2s ?? c2sCommand(await denoCommand());
  const folder = resolve(out), config = `${folder}/config.yaml`;
  if (await exists(config)) {
    throw new InputError("The folder holds a workflow already", {
      file: config,
      hint: "Change it there, choose another --out, or remove that file",
    });
  }
  const plates = new Map<string, number>();
  for (const [plate, fields] of Map.groupBy(index.fields, (field) => field.plate)) {
    const name = fileName(plate);
    if (plates.has(name)) {
      throw new InputError("Two plates would have the same files", { found: plate });
    }
    plates.set(name, fields.length);
    await writeIndex(`${folder}/plates/${name}.csv`, { channels: index.channels, fields });
  }
  for (const file of files) {
    await writeAtomic(`${folder}/${file}`, await Deno.readFile(join(import.meta.dirname!, file)));
  }
  const text = configText({ c2s: called, plates: Object.fromEntries(plates), ...choices });
  await writeAtomic(config, text);
  return [...plates.keys()];
}

/** A plate as part of a path that no shell reads as anything else. */
function fileName(plate: string): string {
  return safeName(plate).replaceAll(/[^\w.%+-]/g, "_");
}

/**
 * How c2s of this project is called.
 *
 * @param deno Deno, from `denoCommand`.
 *
 * @example
 * ```ts
 * import { c2sCommand } from "./write.ts";
 * import { assertMatch } from "@std/assert";
 *
 * assertMatch(c2sCommand("deno"), /^deno run .* \S*main.ts$/);
 * ```
 */
export function c2sCommand(deno: string): string {
  const quoted = (path: string) => /^[\w./:@\\-]+$/.test(path) ? path : `"${path}"`;
  const [config, main] = [`${projectRoot}deno.json`, `${projectRoot}lib/cli/main.ts`];
  // As the task `c2s` has it.
  const options = `-P=c2s --v8-flags=--expose-gc --config ${quoted(config)}`;
  return `${quoted(deno)} run ${options} ${quoted(main)}`;
}
