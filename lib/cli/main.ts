/**
 * `deno task c2s <command>`: the steps of the notebooks without Jupyter.
 *
 * @module
 */
import { resolve } from "node:path";
import { allowedNames } from "../core/nearest_name.ts";
import type { Command, Invocation, Option } from "./command.ts";
import { type CommandLine, readCommandLine, UsageError } from "./command_line.ts";

const commands: Record<string, () => Promise<{ command: Command }>> = {
  aggregate: () => import("./aggregate.ts"),
  combat: () => import("./combat.ts"),
  cost: () => import("./cost.ts"),
  datasets: () => import("./datasets.ts"),
  describe: () => import("./describe.ts"),
  embed: () => import("./embed.ts"),
  fetch: () => import("./fetch.ts"),
  generate: () => import("./generate.ts"),
  harmony: () => import("./harmony.ts"),
  illumination: () => import("./illumination.ts"),
  index: () => import("./index.ts"),
  measure: () => import("./measure.ts"),
  models: () => import("./models.ts"),
  normalize: () => import("./normalize.ts"),
  plan: () => import("./plan.ts"),
  predict: () => import("./predict.ts"),
  quality: () => import("./quality.ts"),
  reduce: () => import("./reduce.ts"),
  report: () => import("./report.ts"),
  score: () => import("./score.ts"),
  screen: () => import("./screen.ts"),
  segment: () => import("./segment.ts"),
  select: () => import("./select.ts"),
  similarity: () => import("./similarity.ts"),
  simulate: () => import("./simulate.ts"),
  train: () => import("./train.ts"),
  translate: () => import("./translate.ts"),
  tvn: () => import("./tvn.ts"),
  whiten: () => import("./whiten.ts"),
  workflow: () => import("./workflow.ts"),
};

/**
 * Runs one command line.
 *
 * @param args The words after `c2s`.
 * @param print Takes each line for standard output; defaults to the console.
 * @returns The exit code: 0, 1 for a failure, 2 for a wrong command line, 130 after Ctrl-C.
 */
export async function main(
  args: string[],
  print: (line: string) => void = (line) => console.log(line),
): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    print(await overview());
    return name === undefined ? 2 : 0;
  }
  const load = commands[name];
  if (load === undefined) {
    const { allowed, hint } = allowedNames(name, Object.keys(commands));
    complain(`There is no command "${name}"; there are: ${allowed}${hint ? `. ${hint}` : ""}`);
    return 2;
  }
  const { command } = await load();
  const shown = kindOf(command, rest);
  if (rest.includes("--help") || rest.includes("-h")) {
    print(help(shown));
    return 0;
  }
  const stop = new AbortController();
  let first = Infinity;
  const onInterrupt = () => {
    // One Ctrl-C comes twice, from the terminal and passed on by the task runner.
    if (performance.now() - first > 500) Deno.exit(130);
    if (stop.signal.aborted) return;
    first = performance.now();
    complain("\nStopping; the next run goes on from here (Ctrl-C again to stop at once)");
    stop.abort(new DOMException("Stopped by Ctrl-C", "AbortError"));
  };
  Deno.addSignalListener("SIGINT", onInterrupt);
  try {
    await command.run(parse(command, shown, rest, stop.signal, print));
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    complain(error instanceof Error ? `c2s ${shown.name}: ${error.message}` : String(error));
    if (!(error instanceof Error) || Deno.env.get("C2S_DEBUG")) console.error(error);
    return error instanceof UsageError ? 2 : 1;
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
  }
}

function parse(
  command: Command,
  shown: Command,
  args: string[],
  signal: AbortSignal,
  print: (line: string) => void,
): Invocation {
  const options = { ...command.options, json: { type: "boolean" as const } };
  const line = readCommandLine(args, options, {
    help: `c2s ${shown.name} --help`,
    positionals: true,
  });
  if (line.positionals.length > 0 && command.positionals === undefined) {
    throw new UsageError(`${command.name} takes no arguments beside its options`, {
      found: line.positionals,
      hint: `See c2s ${command.name} --help`,
    });
  }
  keepInput(line, command.options);
  return {
    ...line,
    required: (name) => {
      const value = line.text(name);
      if (value === undefined) {
        throw new UsageError(`--${name} is missing`, {
          hint: `For example: ${shown.example}`,
        });
      }
      return value;
    },
    json: line.flag("json"),
    signal,
    print,
  };
}

/** Options that name what a command writes. */
const written = ["out", "drop"];

/** Placeholders of values that are paths. */
const isPath = /FILE|DIR|PATH|INDEX/;

/** Throws where a command would write over a file that it is to read. */
function keepInput({ text, list }: CommandLine, options: Record<string, Option>): void {
  const paths = Object.entries(options).filter(([, { value }]) => isPath.test(value ?? ""))
    .flatMap(([name, { multiple = false }]) =>
      (multiple ? list(name) : [text(name) ?? ""]).map((path) => ({ name, path }))
    )
    .filter(({ path }) => path !== "");
  for (const out of paths.filter(({ name }) => written.includes(name))) {
    const other = paths.find((one) => one !== out && resolve(one.path) === resolve(out.path));
    if (other === undefined) continue;
    throw new UsageError(`--${out.name} would be written over what is read`, {
      found: `--${out.name} ${out.path} and --${other.name} ${other.path}`,
      allowed: "another path",
    });
  }
}

/** The command as its help and errors show it: of one kind where the first word names one. */
function kindOf(command: Command, [word = ""]: readonly string[]): Command {
  const { kinds = {}, positionals: _, ...rest } = command;
  if (!Object.hasOwn(kinds, word)) return command;
  return { ...rest, ...kinds[word]!, name: `${command.name} ${word}` };
}

function help(command: Command): string {
  const all: Record<string, Option> = {
    ...command.options,
    json: { type: "boolean", description: "print one JSON document instead of text" },
    help: { type: "boolean", description: "show this" },
  };
  const options = Object.entries(all).map(([name, option]) => {
    const left = `--${name}${option.type === "string" ? ` ${option.value ?? "VALUE"}` : ""}`;
    return `  ${left.padEnd(24)} ${option.description}`;
  });
  const usage = `c2s ${command.name}${
    command.positionals === undefined ? "" : ` ${command.positionals}`
  } [options]`;
  return [
    command.summary,
    "",
    `Usage: ${usage}`,
    "",
    ...options,
    "",
    `For example: ${command.example}`,
  ]
    .join("\n");
}

async function overview(): Promise<string> {
  const lines: string[] = [];
  // One after the other: Deno 2.8.1 was seen to end the process where many were loaded at once.
  for (const load of Object.values(commands)) {
    const { command } = await load();
    lines.push(`  ${command.name.padEnd(12)} ${command.summary}`);
  }
  return [
    "Cell2Structure: what did a drug do to a cell?",
    "",
    "Usage: c2s <command> [options]; c2s <command> --help says more",
    "",
    ...lines,
  ].join("\n");
}

function complain(line: string): void {
  console.error(line);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
