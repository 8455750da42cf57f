import type { CommandLine } from "./command_line.ts";

/** One option of a command. */
export interface Option {
  /** Text options take a value, switches do not. */
  type: "string" | "boolean";
  /** What it does, with its default, in one line. */
  description: string;
  /** Placeholder of the value in the help, for example `DIR`. */
  value?: string;
  /** May be given several times. */
  multiple?: boolean;
  /** Used when the option is not given. */
  default?: string | boolean;
}

/** What a command is given when it runs. */
export interface Invocation extends CommandLine {
  /** Like `text`, but a missing option is an error that says so. */
  required: (name: string) => string;
  /** True with `--json`: print one JSON document to standard output and nothing else there. */
  json: boolean;
  /** Aborted by Ctrl-C. */
  signal: AbortSignal;
  /** Prints a line to standard output. */
  print: (line: string) => void;
}

/** A command of `deno task c2s`. Each lives in a file of its name in `lib/cli/`. */
export interface Command {
  /** The word typed. */
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** Positional arguments as shown in the help, for example `<dataset>…`. */
  positionals?: string;
  /** Options beside `--help` and `--json`, which every command has. */
  options: Record<string, Option>;
  /**
   * What the first positional may be, each with its own line, options and example: its help shows
   * them alone, and its errors begin with both words.
   */
  kinds?: Record<string, Pick<Command, "summary" | "options" | "example">>;
  /** A command line that works, for the help. */
  example: string;
  /** Does the work; throws an `InputError` for anything the user can put right. */
  run: (invocation: Invocation) => Promise<void>;
}
