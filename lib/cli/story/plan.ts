import { join, resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists, projectRoot } from "../../core/files.ts";
import { optionsOf, readCommandLine } from "../command_line.ts";

/** What `deno task story --help` says. */
export const usage = `Runs the notebooks in order and saves executed copies, figures and one report.

Usage: deno task story [options]

  --data WHAT      simulated, real, or a folder with a screen; defaults to simulated
  --only NUMBERS   only these notebooks, for example 03,07
  --out DIR        where everything goes; defaults to out
  --mirror DIR     read downloads from DIR/<host>/<path> instead of the network
  --size WHAT      size of the simulated screen, handed to the notebooks as C2S_SIZE
  --solutions      run the solutions of the exercises, too
  --save           write the outputs into the notebooks, to be committed; runs the solutions, and
                   takes the simulated screen of default size
  --stale          only notebooks without outputs that are whole and of the code they hold
  --timeout S      longest time for one cell, in seconds; defaults to 3600
  --help           show this

For example: deno task story --data real --only 01,02`;

const options = optionsOf(
  ["data", "only", "out", "mirror", "size", "timeout"],
  ["solutions", "save", "stale"],
);

/** What a run of the story shall do. */
export interface Plan {
  /** `simulated`, `real` or the absolute path of a folder. */
  data: string;
  /** Where everything goes, absolute. */
  out: string;
  /** Folder that stands for the network; absent for the network itself. */
  mirror?: string;
  /** Size of the simulated screen; absent for the default. */
  size?: string;
  /** Numbers of the notebooks; absent for all. */
  only?: string[];
  /** Longest time for one cell [s]. */
  timeout: number;
  /** Whether the solutions of the exercises run. */
  solutions: boolean;
  /** Whether outputs are written into the notebooks. */
  save: boolean;
  /** Whether notebooks whose outputs are fit to be kept are passed over. */
  stale: boolean;
}

/**
 * Reads the command line of the story.
 *
 * @param args The words after `story`.
 * @returns The plan, or `help` where that was asked for.
 * @throws {InputError} for an option that does not exist, a value that is not allowed, a folder that
 * is not there.
 *
 * @example
 * ```ts
 * import { readPlan } from "./plan.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = await readPlan(["--only", "03,07", "--save"]);
 * assertEquals(plan !== "help" && plan.only, ["03", "07"]);
 * assertEquals(plan !== "help" && plan.solutions, true);
 * ```
 */
export async function readPlan(args: string[]): Promise<Plan | "help"> {
  const { text, flag } = readCommandLine(args, options, { help: "deno task story --help" });
  if (flag("help")) return "help";
  const timeout = Number(text("timeout") ?? 3600);
  if (!(timeout > 0)) {
    throw new InputError("Cannot run the story", {
      file: "--timeout",
      found: text("timeout"),
      allowed: "seconds above 0",
    });
  }
  const data = text("data") ?? "simulated", size = text("size"), mirror = text("mirror");
  if (flag("save") && (data !== "simulated" || size !== undefined)) {
    throw new InputError("Cannot save the outputs", {
      file: "--save",
      found: size === undefined ? `--data ${data}` : `--size ${size}`,
      allowed: "the simulated screen of default size, which anybody can draw again",
    });
  }
  const named = data === "simulated" || data === "real";
  return {
    data: named ? data : await folder("--data", data, "simulated, real, or a folder that exists"),
    out: resolve(text("out") ?? join(projectRoot, "out")),
    mirror: mirror && await folder("--mirror", mirror, "a folder that exists"),
    size,
    only: text("only")?.split(","),
    timeout,
    solutions: flag("solutions") || flag("save"),
    save: flag("save"),
    stale: flag("stale"),
  };
}

async function folder(option: string, path: string, allowed: string): Promise<string> {
  if (await exists(path) && (await Deno.stat(path)).isDirectory) return resolve(path);
  throw new InputError("Cannot run the story", { file: option, found: path, allowed });
}
