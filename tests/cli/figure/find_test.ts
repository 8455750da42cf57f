import { assertEquals, assertRejects } from "@std/assert";
import { findFigure, listFigures } from "../../../lib/cli/figure/find.ts";
import { InputError } from "../../../lib/core/errors.ts";

const code = (source: string, figures: Record<string, string> = {}) => ({
  cell_type: "code",
  source,
  outputs: Object.entries(figures).map(([id, caption], seq) => ({
    output_type: "display_data",
    metadata: { c2s: { seq, figure: { id, caption, alt: "It shows something." } } },
  })),
});

async function withNotebooks(work: (notebooks: string, out: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const write = async (path: string, ...cells: unknown[]) =>
    await Deno.writeTextFile(`${folder}/${path}`, JSON.stringify({ cells, metadata: {} }));
  await Deno.mkdir(`${folder}/out/notebooks`, { recursive: true });
  await write("01-one.ipynb", code('await showFigure(c, {\n  id: "a1",\n  alt: `A.`,\n});'));
  await write("02-two.ipynb", code("showAll()"));
  await write("03-three.ipynb", code("changed()"));
  await write("out/notebooks/02-two.ipynb", code("showAll()", { "b-1": "First.", "b-2": "Last." }));
  await write("out/notebooks/03-three.ipynb", code("was()", { c1: "Old." }));
  try {
    await work(folder, `${folder}/out`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("listFigures() knows figures from the code and from the last run", () =>
  withNotebooks(async (notebooks, out) => {
    assertEquals(await listFigures(notebooks, out), [
      { id: "a1", notebook: "01-one", caption: "" },
      { id: "b-1", notebook: "02-two", caption: "First." },
      { id: "b-2", notebook: "02-two", caption: "Last." },
      { id: "c1", notebook: "03-three", caption: "Old." },
    ]);
    assertEquals((await listFigures(notebooks, "nowhere")).map(({ id }) => id), ["a1"]);
  }));

Deno.test("findFigure() says whether the last run is of the code that the notebook now holds", () =>
  withNotebooks(async (notebooks, out) => {
    const find = (id: string) => findFigure(id, notebooks, out);
    assertEquals(await find("a1"), { notebook: "01-one", fresh: false, stale: false });
    assertEquals(await find("b-2"), { notebook: "02-two", fresh: true, stale: false });
    assertEquals(await find("c1"), { notebook: "03-three", fresh: false, stale: true });
    await assertRejects(() => find("b-3"), InputError, "There is no such figure");
  }));

Deno.test("findFigure() takes no figure for fresh that the last run did not come to", () =>
  withNotebooks(async (notebooks, out) => {
    const cells = [code('await showFigure(c, {\n  id: "a1",\n  alt: `A.`,\n});')];
    const path = `${out}/notebooks/01-one.ipynb`;
    await Deno.writeTextFile(path, JSON.stringify({ cells, metadata: { c2s: { ok: false } } }));
    assertEquals(await findFigure("a1", notebooks, out), {
      notebook: "01-one",
      fresh: false,
      stale: false,
    });
  }));
