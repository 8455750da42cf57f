import type { Invocation } from "../../lib/cli/command.ts";

/** What a command is given, without a command line: options by name. */
export function invocation(values: Record<string, string | string[] | boolean>): Invocation {
  const text = (name: string) => typeof values[name] === "string" ? values[name] : undefined;
  return {
    positionals: [],
    text,
    required: (name) => {
      const value = text(name);
      if (value === undefined) throw new Error(`--${name} is missing`);
      return value;
    },
    list: (name) => Array.isArray(values[name]) ? values[name] : [],
    flag: (name) => values[name] === true,
    number: (name) => text(name) === undefined ? undefined : Number(text(name)),
    json: true,
    signal: new AbortController().signal,
    print: () => {},
  };
}
