import { dirname } from "node:path";
import { peerPython } from "../../../lib/cli/bench/environment.ts";
import { run } from "../../../lib/cli/setup/process.ts";
import { projectRoot } from "../../../lib/core/files.ts";

const requirements = `${projectRoot}lib/cli/workflow/requirements.txt`;

/** Snakemake as the workflow names it, kept in `.venv-peers`; undefined where pip cannot give it. */
export const snakemake: string | undefined = await install();

async function install(): Promise<string | undefined> {
  const packages = (await Deno.readTextFile(requirements)).split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  try {
    const python = await peerPython(packages, AbortSignal.timeout(300_000));
    return `${dirname(python)}/snakemake`;
  } catch (error) {
    console.warn(`Snakemake is not here, its tests are skipped: ${(error as Error).message}`);
    return undefined;
  }
}

/** Runs Snakemake in a folder to its end. */
export async function engine(folder: string, ...args: string[]) {
  return await run(snakemake!, args, { cwd: folder });
}

/** Starts Snakemake in a folder; its words go to a file. */
export function startEngine(folder: string, ...args: string[]): Deno.ChildProcess {
  const said = { stdin: "null", stdout: "null", stderr: "null" } as const;
  return new Deno.Command(snakemake!, { args, cwd: folder, ...said }).spawn();
}
