import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { exists } from "../../core/files.ts";
import { nearestName } from "../../core/nearest_name.ts";
import { joined, type Notebook, readNotebook } from "../../show/notebook.ts";
import { allFigures } from "../../show/report/figures.ts";
import { chooseChapters } from "../story/choose.ts";
import { sourceDigests } from "../story/sources.ts";

/** A figure in the list. */
export interface ListedFigure {
  /** Its id. */
  id: string;
  /** Name of its notebook, without `.ipynb`. */
  notebook: string;
  /** The line below it, without markup; empty where the notebook has not run. */
  caption: string;
}

/** Where a figure comes from. */
export interface FoundFigure {
  /** Name of its notebook, without `.ipynb`. */
  notebook: string;
  /** Whether the last story ran the code that the notebook now holds, and came to the figure. */
  fresh: boolean;
  /** Whether the last story ran other code. */
  stale: boolean;
}

/**
 * The figures of the notebooks: those that a run or a notebook with outputs shows, and those whose
 * id is written in the code.
 *
 * @param notebooks Folder of the notebooks.
 * @param from Where the story has left its files.
 * @returns Them in the order of the notebooks.
 *
 * @example
 * ```ts
 * import { projectRoot } from "../../core/files.ts";
 * import { listFigures } from "./find.ts";
 * import { assert } from "@std/assert";
 *
 * const figures = await listFigures(`${projectRoot}notebooks`, "nowhere");
 * assert(figures.some(({ id }) => id === "b6"));
 * ```
 */
export async function listFigures(notebooks: string, from: string): Promise<ListedFigure[]> {
  const listed: ListedFigure[] = [];
  for (const { name, path } of await chooseChapters(notebooks)) {
    const own = await readNotebook(path);
    const captions = new Map(ids(own).map((id) => [id, ""]));
    for (const one of [own, ...await lastRun(from, name)]) {
      for (const { id, caption = "" } of allFigures([{ path, cells: one.cells }])) {
        captions.set(id, caption.replace(/\s+/g, " "));
      }
    }
    for (const [id, caption] of captions) listed.push({ id, notebook: name, caption });
  }
  return listed;
}

/**
 * The notebook that shows a figure, and whether the last story is of its present code.
 *
 * @param id Id of the figure.
 * @param notebooks Folder of the notebooks.
 * @param from Where the story has left its files.
 * @throws {InputError} where no notebook shows it, naming the id that is nearest.
 *
 * @example
 * ```ts
 * import { projectRoot } from "../../core/files.ts";
 * import { findFigure } from "./find.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { notebook } = await findFigure("b6", `${projectRoot}notebooks`, "nowhere");
 * assertEquals(notebook, "10-structures");
 * ```
 */
export async function findFigure(
  id: string,
  notebooks: string,
  from: string,
): Promise<FoundFigure> {
  const listed = await listFigures(notebooks, from);
  const notebook = listed.find((one) => one.id === id)?.notebook;
  if (notebook === undefined) {
    const near = nearestName(id, listed.map((one) => one.id));
    throw new InputError("There is no such figure", {
      found: id,
      hint: `${near === undefined ? "" : `Did you mean ${near}? `}deno task figure lists them`,
    });
  }
  const [last] = await lastRun(from, notebook);
  if (last === undefined) return { notebook, fresh: false, stale: false };
  const now = await sourceDigests(await readNotebook(join(notebooks, `${notebook}.ipynb`)));
  const stale = String(await sourceDigests(last)) !== String(now);
  // A run that failed before the figure leaves the file of an earlier run.
  const shown = allFigures([{ path: notebook, cells: last.cells }]).some((one) => one.id === id);
  return { notebook, fresh: !stale && shown, stale };
}

async function lastRun(from: string, name: string): Promise<Notebook[]> {
  const path = join(from, "notebooks", `${name}.ipynb`);
  return await exists(path) ? [await readNotebook(path)] : [];
}

/** Ids as the code writes them; those that it computes are known from a run only. */
function ids({ cells }: Notebook): string[] {
  return cells.filter(({ cell_type }) => cell_type === "code").flatMap(({ source }) =>
    [...joined(source).matchAll(/\bid: "([a-z0-9-]+)",?\s*\n?\s*alt:/g)].map(([, id = ""]) => id)
  );
}
