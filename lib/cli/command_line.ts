import { parseArgs } from "node:util";
import { InputError } from "../core/errors.ts";
import { nearestName } from "../core/nearest_name.ts";
import type { Option } from "./command.ts";

/** The words of a command line cannot be understood. */
export class UsageError extends InputError {}

/** What was typed. */
export interface CommandLine {
  /** Words that are no options. */
  positionals: string[];
  /** A text option as given or by default; undefined where it is neither. */
  text: (name: string) => string | undefined;
  /** Values of a text option that may be repeated. */
  list: (name: string) => string[];
  /** Whether a switch is on. */
  flag: (name: string) => boolean;
  /** A text option as a finite number; undefined where it is not given. */
  number: (name: string) => number | undefined;
}

/** How a command line is read. */
export interface CommandLineOptions {
  /** What says more, for errors: `deno task story --help`. */
  help: string;
  /** Whether there may be words that are no options; defaults to false. */
  positionals?: boolean;
}

/**
 * Reads a command line; `--help` and `-h` are always understood.
 *
 * @param args The words after the command.
 * @param options The options that there are.
 * @param how What says more, whether words may stand alone.
 * @throws {UsageError} for an option that there is not, a value that is missing or not wanted, and, from
 * `number`, for what is no number.
 *
 * @example
 * ```ts
 * import { readCommandLine } from "./command_line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const options = { only: { type: "string" }, save: { type: "boolean" } } as const;
 * const line = readCommandLine(["--only", "03"], options, { help: "deno task story --help" });
 * assertEquals([line.text("only"), line.flag("save"), line.flag("help")], ["03", false, false]);
 * ```
 */
export function readCommandLine(
  args: string[],
  options: Record<string, Pick<Option, "type" | "multiple" | "default">>,
  { help, positionals: allowPositionals = false }: CommandLineOptions,
): CommandLine {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args,
      allowPositionals,
      options: {
        ...Object.fromEntries(
          Object.entries(options).map(([name, { type, multiple = false }]) => [
            name,
            { type, multiple },
          ]),
        ),
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw misread(error, Object.keys(options), help);
  }
  const { values, positionals } = parsed;
  const text = (name: string) => {
    const value = values[name] ?? options[name]?.default;
    return typeof value === "string" ? value : undefined;
  };
  return {
    positionals,
    text,
    list: (name) => (values[name] ?? []) as string[],
    flag: (name) => (values[name] ?? options[name]?.default ?? false) === true,
    number: (name) => {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = Number(value);
      if (value.trim() === "" || !Number.isFinite(number)) {
        throw new UsageError(`--${name} must be a number`, { found: value });
      }
      return number;
    },
  };
}

/** The one line that a person can act on, of what `parseArgs` says in several. */
function misread(error: unknown, names: readonly string[], help: string): UsageError {
  const said = error instanceof Error ? error.message : String(error);
  const typed = /^Unknown option '(--?)([^'=]+)'/.exec(said);
  if (typed !== null) {
    const [, dashes = "", name = ""] = typed, near = nearestName(name, names);
    return new UsageError(`There is no option ${dashes}${name}`, {
      hint: `${near === undefined ? "" : `Did you mean --${near}? `}See ${help}`,
    });
  }
  const empty = /^Option '(?:-\w, )?(--[\w-]+)[^']*' argument (missing|is ambiguous)/.exec(said);
  if (empty === null) return new UsageError(said.split("\n")[0] ?? said, { hint: `See ${help}` });
  const [, option = "", why] = empty;
  const dash = why === "missing" ? "" : `A value that begins with - is written ${option}=-1. `;
  return new UsageError(`${option} needs a value`, { hint: `${dash}See ${help}` });
}

/**
 * Options without defaults by their names.
 *
 * @param texts Names of those that take a value.
 * @param flags Names of switches.
 *
 * @example
 * ```ts
 * import { optionsOf } from "./command_line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(optionsOf(["out"], ["save"]), { out: { type: "string" }, save: { type: "boolean" } });
 * ```
 */
export function optionsOf(
  texts: readonly string[],
  flags: readonly string[],
): Record<string, Pick<Option, "type">> {
  return Object.fromEntries([
    ...texts.map((name) => [name, { type: "string" as const }] as const),
    ...flags.map((name) => [name, { type: "boolean" as const }] as const),
  ]);
}
