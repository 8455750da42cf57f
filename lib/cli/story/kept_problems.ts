import { projectRoot } from "../../core/files.ts";
import type { Shown } from "../../show/display.ts";
import {
  type Cell,
  joined,
  type Multiline,
  type Notebook,
  type Output,
} from "../../show/notebook.ts";
import { allOutputs, chartType, keptLimit, notebookText } from "./kept.ts";
import { findSolutions } from "./solutions.ts";
import { sourceDigests } from "./sources.ts";

/** What {@link keptProblems} can be told. */
export interface KeptOptions {
  /** Hosts that outputs may name beside those in the notebook's own cells; defaults to none. */
  hosts?: readonly string[];
  /** Most bytes; defaults to {@link keptLimit}. */
  limit?: number;
}

/**
 * What keeps a notebook's outputs from being kept: outputs of other sources, errors, cells that did
 * not run or show nothing, or show a value by mistake, pictures that are missing, paths of this
 * machine, too many bytes.
 *
 * @param notebook The notebook with outputs.
 * @param options Hosts that outputs may name, most bytes.
 * @returns One sentence for each; empty where all is well.
 *
 * @example
 * ```ts
 * import { keptProblems } from "./kept_problems.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = [{ cell_type: "code", source: "1 + 1", outputs: [], execution_count: null }];
 * assertEquals(await keptProblems({ cells, metadata: {} }), ["has no outputs"]);
 * ```
 */
export async function keptProblems(
  notebook: Notebook,
  options: KeptOptions = {},
): Promise<string[]> {
  const { limit = keptLimit } = options;
  const about = notebook.metadata.c2s;
  if (about === undefined) return ["has no outputs"];
  if (!about.ok) return ["its run did not end well"];
  const size = new TextEncoder().encode(notebookText(notebook)).length;
  return [
    ...await stale(notebook),
    ...unfinished(notebook),
    ...allOutputs(notebook).flatMap(outputProblems),
    ...foreign(notebook, options.hosts ?? []),
    ...(size > limit ? [`has ${size} bytes, more than ${limit}`] : []),
  ];
}

/** Cells and solutions whose code is not what made the outputs. */
async function stale(notebook: Notebook): Promise<string[]> {
  const now = await sourceDigests(notebook), then = notebook.metadata.c2s?.sources ?? [];
  const places = [
    ...notebook.cells.flatMap(({ cell_type }, i) => cell_type === "code" ? [`cell ${i + 1}`] : []),
    ...findSolutions(notebook).map(({ cell }) => `the solution in cell ${cell}`),
  ];
  if (then.length !== now.length) {
    return [`its outputs come from ${then.length} pieces of code, and now there are ${now.length}`];
  }
  const changed = places.filter((_, i) => now[i] !== then[i]);
  return changed.length === 0 ? [] : [`its outputs come from other code in ${changed.join(", ")}`];
}

/** Cells that have not run in order, or should show something and do not. */
function unfinished(notebook: Notebook): string[] {
  const problems: string[] = [];
  const code = notebook.cells.map((cell, i) => ({ cell, number: i + 1 }))
    .filter(({ cell }) => cell.cell_type === "code");
  for (const [index, { cell, number }] of code.entries()) {
    const count = cell.execution_count ?? null;
    if (count === null) problems.push(`cell ${number} has not run`);
    else if (count !== index + 1) problems.push(`cell ${number} ran as number ${count}`);
    if (shows(cell) && (cell.outputs ?? []).length === 0) {
      problems.push(`cell ${number} shows nothing`);
    }
  }
  const solutions = findSolutions(notebook), ran = notebook.metadata.c2s?.solutions ?? [];
  for (const [index, { cell }] of solutions.entries()) {
    const outputs = ran[index]?.outputs;
    if (outputs === undefined) problems.push(`the solution in cell ${cell} has not run`);
    else if (outputs.length === 0) problems.push(`the solution in cell ${cell} shows nothing`);
  }
  return problems;
}

/** Whether the cell itself, not a function that it defines, shows something. */
function shows({ source }: Cell): boolean {
  return /^(?!\s).*\bawait (show[A-Z]\w*|finding)\b/m.test(joined(source));
}

function outputProblems(output: Output): string[] {
  if (output.output_type === "error") return [`holds an error: ${output.ename}: ${output.evalue}`];
  if (output.output_type === "stream") {
    return joined(output.text).trim() === "" ? ["holds an empty stream"] : [];
  }
  if (output.output_type === "execute_result") {
    const [first] = joined(output.data?.["text/plain"] as Multiline | undefined).split("\n");
    return [`prints the value of a cell's last line, which nobody chose to show: ${first}`];
  }
  const data = output.data ?? {};
  const content = (type: string) => joined(data[type] as Multiline | undefined);
  const picture = content("image/png") !== "" || content("image/jpeg") !== "";
  const problems: string[] = [];
  const { figure } = output.metadata?.c2s as Shown | undefined ?? {};
  if (figure !== undefined && !figure.caption) {
    problems.push(`shows figure ${figure.id} without caption`);
  }
  if (Object.keys(data).length === 0 || content("text/plain").trim() === "" && !picture) {
    problems.push("holds an output without content");
  }
  if (data[chartType] !== undefined && !picture) problems.push("holds a chart without a picture");
  if (/\bnot a number\b/.test(content("text/plain"))) problems.push("says 'not a number'");
  if (/<progress\b/.test(content("text/html"))) {
    problems.push(`holds a progress bar that has not ended: ${content("text/plain")}`);
  }
  return problems;
}

/** Paths of the machine that ran it, and hosts that neither prose, code nor catalog name. */
function foreign(notebook: Notebook, hosts: readonly string[]): string[] {
  const own = notebook.cells.map(({ source }) => joined(source)).join("\n");
  const named = new Set([...hosts, ...hostsOf(own), "www.w3.org", "vega.github.io"]);
  const problems = new Set<string>();
  for (const text of allOutputs(notebook).flatMap(texts)) {
    for (const [path] of text.matchAll(machinePath)) problems.add(`names a path: ${path}`);
    if (text.includes(projectRoot)) problems.add(`names the project's folder`);
    for (const host of hostsOf(text)) {
      if (!named.has(host)) problems.add(`names a host: ${host}`);
    }
  }
  return [...problems];
}

const machinePath =
  /(?:file:\/\/|(?<![\w.<])\/(?:home|root|tmp|work|Users|var|usr|opt|mnt)\/)[^\s"'<]*|\b[A-Z]:\\\\?Users[^\s"'<]*/g;

function hostsOf(text: string): string[] {
  return [...text.matchAll(/\bhttps?:\/\/([\w.-]+)/g)].map(([, host = ""]) => host);
}

/** Everything readable in an output; pictures are noise in which any word may stand. */
function texts(output: Output): string[] {
  const data = Object.entries(output.data ?? {}).filter(([type]) =>
    !/^image\/(png|jpeg)/.test(type)
  );
  return [
    joined(output.text),
    ...data.map(([type, value]) =>
      type === chartType ? JSON.stringify(value) : joined(value as Multiline)
    ),
    JSON.stringify(output.metadata ?? {}),
  ];
}
