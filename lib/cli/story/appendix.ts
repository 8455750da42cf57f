import { join } from "node:path";
import { basename } from "node:path";
import { projectRoot } from "../../core/files.ts";
import { type Dataset, loadCatalog } from "../../data/catalog.ts";
import { readNotebook, type RunAbout } from "../../show/notebook.ts";
import type { Appendix, Citation, MethodRow } from "../../show/report/appendix.ts";
import type { Facts } from "./facts.ts";
import type { MethodCall } from "./method_calls.ts";
import { methodRows } from "./methods.ts";

/** What an appendix is told beside the notebooks. */
export interface AppendixOptions {
  /** Path of the screen of somebody's own; BBBC021 is then cited only where the run used it. */
  screen?: string;
  /** Methods of the steps before the first notebook; defaults to none. */
  before?: readonly MethodRow[];
}

/**
 * What stands behind executed notebooks, from what their kernels said: methods with settings,
 * versions of software, data with citations.
 *
 * @param executed Paths of the executed copies, in order.
 * @param options The screen of somebody's own that they ran on; defaults to none.
 * @returns The appendix of their report.
 *
 * @example
 * ```ts
 * import { gatherAppendix } from "./appendix.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { methods, software } = await gatherAppendix([]);
 * assertEquals(methods, []);
 * assertEquals(software.some(({ name }) => name === "vega-lite"), true);
 * ```
 */
export async function gatherAppendix(
  executed: readonly string[],
  { screen, before = [] }: AppendixOptions = {},
): Promise<Appendix> {
  const runs: { name: string; about: RunAbout }[] = [];
  for (const path of executed) {
    const { metadata: { c2s } } = await readNotebook(path);
    if (c2s !== undefined) runs.push({ name: basename(path, ".ipynb"), about: c2s });
  }
  const facts = runs.flatMap(({ about }) =>
    about.facts === undefined ? [] : [about.facts as Facts]
  );
  return {
    methods: runs.map(({ name, about }, index) => ({
      notebook: name,
      rows: [
        ...(index === 0 ? before : []),
        ...methodRows((about.calls ?? []) as MethodCall[], (about.facts as Facts)?.values ?? []),
      ],
    })),
    software: await versions(facts),
    data: screen === undefined
      ? citations(await loadCatalog(), runs.map(({ about }) => about.data), facts, always)
      : [
        { title: `The screen: ${screen}`, citation: "Your own images.", licence: "yours to say" },
        ...citations(await loadCatalog(), [], facts, []),
      ],
  };
}

async function versions(facts: readonly Facts[]): Promise<Appendix["software"]> {
  const own = Object.assign({}, ...facts.map(({ versions }) => versions)) as Facts["versions"];
  const names: Record<string, string> = { deno: "Deno", v8: "V8", typescript: "TypeScript" };
  const backends = [...new Set(facts.flatMap(({ noted }) => noted.backend ?? []))];
  const { imports } = JSON.parse(await Deno.readTextFile(join(projectRoot, "deno.json"))) as {
    imports: Record<string, string>;
  };
  const packages = Object.values(imports).flatMap((specifier) => {
    const [, name, version] = /^npm:(.+)@([^@]+)$/.exec(specifier) ?? [];
    return name === undefined || version === undefined ? [] : [{ name, version }];
  });
  return [
    ...Object.entries(own).map(([name, version]) => ({ name: names[name] ?? name, version })),
    { name: "operating system", version: `${Deno.build.os} ${Deno.build.arch}` },
    ...backends.map((version) => ({ name: "TensorFlow.js backend", version })),
    ...packages,
  ];
}

/** Names, mechanisms and structures of compounds come from BBBC021 whatever the images are. */
const always = ["bbbc021-metadata"];

function citations(
  catalog: readonly Dataset[],
  data: readonly (string | undefined)[],
  facts: readonly Facts[],
  unasked: readonly string[],
): Citation[] {
  const used = new Set([...unasked, ...facts.flatMap(({ noted }) => noted.dataset ?? [])]);
  const screens = [...new Set(facts.flatMap(({ noted }) => noted.screen ?? []))];
  return [
    ...(data.includes("simulated")
      ? [{
        title: `The virtual screen${screens.length === 0 ? "" : ` (${screens.join(", ")})`}`,
        citation:
          "Drawn by this project, with a known truth; it is no evidence about real cells. " +
          "Its compounds carry the names, mechanisms and structures of BBBC021's.",
        licence: "MIT",
      }]
      : []),
    ...catalog.filter(({ id }) => used.has(id))
      .map(({ title, citation, licence, homepage }) => ({ title, citation, licence, homepage })),
  ];
}
