import { InputError } from "../../core/errors.ts";
import { writeAtomic } from "../../core/files.ts";
import { loadCatalog } from "../../data/catalog.ts";
import { readNotebook } from "../../show/notebook.ts";
import type { Chapter } from "./choose.ts";
import { keptCopy, notebookText } from "./kept.ts";
import { keptProblems } from "./kept_problems.ts";
import { sourceDigests } from "./sources.ts";

/**
 * Writes the outputs of an executed copy into the notebook that it is a copy of.
 *
 * @param executed Path of the executed copy.
 * @param notebook Path of the notebook.
 * @returns Size of the notebook with its outputs [bytes].
 * @throws {InputError} where the notebook has changed since, or its outputs are not fit to be kept.
 */
export async function keepOutputs(executed: string, notebook: string): Promise<number> {
  const ran = await readNotebook(executed), now = await readNotebook(notebook);
  const refuse = (problems: string[]) =>
    new InputError(`Cannot keep the outputs: ${problems.join("; ")}`, { file: notebook });
  if (String(await sourceDigests(ran)) !== String(await sourceDigests(now))) {
    throw refuse(["its code has changed while it ran"]);
  }
  // Prose may have been put right in the meantime: the notebook's own wins.
  const kept = await keptCopy({
    ...ran,
    cells: now.cells.map((cell, i) => ({
      ...cell,
      ...(cell.cell_type !== "code" ? {} : {
        execution_count: ran.cells[i]?.execution_count ?? null,
        outputs: ran.cells[i]?.outputs ?? [],
      }),
    })),
  });
  const problems = await keptProblems(kept, { hosts: await catalogHosts() });
  if (problems.length > 0) throw refuse(problems);
  const text = notebookText(kept);
  await writeAtomic(notebook, text);
  return new TextEncoder().encode(text).length;
}

/**
 * The notebooks that have no outputs yet, or none that are fit to be kept.
 *
 * @param chapters Which to look at.
 * @returns Those to be run.
 */
export async function staleChapters(chapters: readonly Chapter[]): Promise<Chapter[]> {
  const hosts = await catalogHosts(), stale: Chapter[] = [];
  for (const chapter of chapters) {
    const problems = await keptProblems(await readNotebook(chapter.path), { hosts });
    if (problems.length > 0) stale.push(chapter);
  }
  return stale;
}

/**
 * Hosts of the pages and files that the catalog of datasets names, which outputs may name too.
 *
 * @example
 * ```ts
 * import { catalogHosts } from "./keep.ts";
 * import { assert } from "@std/assert";
 *
 * assert((await catalogHosts()).includes("bbbc.broadinstitute.org"));
 * ```
 */
export async function catalogHosts(): Promise<string[]> {
  const addresses = (await loadCatalog()).flatMap(({ homepage, files, listings }) => [
    homepage,
    ...files.map(({ url }) => url),
    ...listings.map(({ url }) => url),
  ]);
  return [...new Set(addresses.map((address) => new URL(address).host))];
}
