/**
 * `deno task bench`: how fast the steps are, beside the field's usual programs with `--peers`.
 *
 * @module
 */
import { InputError } from "../core/errors.ts";
import { formatBytes } from "../data/fetch/disk.ts";
import { aligned } from "./aligned.ts";
import type { Bench } from "./bench/bench.ts";
import { benches } from "./bench/benches.ts";
import { peerPython } from "./bench/environment.ts";
import { measure, type Measurement } from "./bench/measure.ts";
import { optionsOf, readCommandLine } from "./command_line.ts";

const help = `How fast the steps are on this machine

Usage: deno task bench [options]

  --peers       compare with the field's usual programs, installed into .venv-peers
  --only NAME   only this bench; may be repeated: ${
  benches.filter(({ onlyByName }) => !onlyByName).map(({ name }) => name).join(", ")
};
                and those that take long and run only by name: ${
  benches.filter(({ onlyByName }) => onlyByName).map(({ name }) => name).join(", ")
}
  --json        print one JSON document instead of a table
  --help        show this`;

const options = {
  ...optionsOf([], ["peers", "json"]),
  only: { type: "string", multiple: true },
} as const;

/**
 * Runs the benches of a command line.
 *
 * @param args The words after `bench`.
 * @param print Takes each line; defaults to the console.
 * @param all The benches there are; defaults to the project's.
 * @returns The exit code: 0, 1 where a bench misses its target or fails, 2 for a wrong command line.
 */
export async function main(
  args: string[],
  print: (line: string) => void = (line) => console.log(line),
  all: readonly Bench[] = benches,
): Promise<number> {
  let chosen: readonly Bench[], withPeers: boolean, json: boolean;
  try {
    const { list, flag } = readCommandLine(args, options, { help: "deno task bench --help" });
    if (flag("help")) {
      print(help);
      return 0;
    }
    chosen = choose(all, list("only"));
    [withPeers, json] = [flag("peers"), flag("json")];
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
  try {
    const packages = chosen.flatMap(({ peer }) => peer?.packages ?? []);
    const python = withPeers && packages.length > 0
      ? await peerPython([...new Set(packages)], new AbortController().signal)
      : undefined;
    const results: Measurement[] = [];
    for (const bench of chosen) {
      console.error(`${bench.name}: ${bench.what}`);
      results.push(await measure(bench, python));
    }
    if (json) print(JSON.stringify({ cores: navigator.hardwareConcurrency, results }));
    else for (const line of table(results)) print(line);
    return results.some(missed) ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? `bench: ${error.message}` : String(error));
    return 1;
  }
}

function choose(all: readonly Bench[], only: readonly string[]): readonly Bench[] {
  const unknown = only.find((name) => !all.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    throw new InputError("There is no such bench", {
      found: unknown,
      allowed: all.map(({ name }) => name).join(", "),
    });
  }
  return only.length === 0
    ? all.filter(({ onlyByName }) => !onlyByName)
    : all.filter(({ name }) => only.includes(name));
}

function missed(one: Measurement): boolean {
  return tooSlow(one) || tooLarge(one);
}

function tooSlow({ ratio, target }: Measurement): boolean {
  return ratio !== undefined && target !== undefined && ratio > target;
}

function tooLarge({ peakBytes, memoryTarget }: Measurement): boolean {
  return memoryTarget !== undefined && !(peakBytes <= memoryTarget);
}

function table(results: readonly Measurement[]): string[] {
  const rows = results.map((one) => [
    one.name,
    one.input,
    time(one.seconds),
    one.peer === undefined ? "-" : `${time(one.peer.seconds)} (${one.peer.name})`,
    one.ratio === undefined ? "-" : one.ratio.toFixed(2),
    one.target === undefined ? "-" : `≤ ${one.target.toFixed(2)}${tooSlow(one) ? " missed" : ""}`,
    memory(one),
    one.peer === undefined ? "-" : formatBytes(one.peer.peakBytes),
  ]);
  const head = ["bench", "input", "ours", "peer", "ratio", "target", "our peak", "peer's peak"];
  return aligned([head, ...rows]);
}

function memory(one: Measurement): string {
  const { peakBytes, memoryTarget } = one, peak = formatBytes(peakBytes);
  if (memoryTarget === undefined) return peak;
  return `${peak}, ≤ ${formatBytes(memoryTarget)}${tooLarge(one) ? " missed" : ""}`;
}

function time(seconds: number): string {
  return seconds < 1 ? `${(1000 * seconds).toFixed(1)} ms` : `${seconds.toFixed(2)} s`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
