import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { chooseChapters } from "../../../lib/cli/story/choose.ts";
import { InputError } from "../../../lib/core/errors.ts";

async function within(names: string[], work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  for (const name of names) await Deno.writeTextFile(join(folder, name), "{}");
  await work(folder);
  await Deno.remove(folder, { recursive: true });
}

Deno.test("chooseChapters() orders notebooks by number and overlooks other files", () =>
  within(["10-ten.ipynb", "02-two.ipynb", "notes.ipynb", "03-x.txt"], async (folder) => {
    const chapters = await chooseChapters(folder);
    assertEquals(chapters, [
      { number: "02", name: "02-two", path: join(folder, "02-two.ipynb") },
      { number: "10", name: "10-ten", path: join(folder, "10-ten.ipynb") },
    ]);
  }));

Deno.test("chooseChapters() takes numbers with and without zero, in the notebooks' order", () =>
  within(["01-a.ipynb", "02-b.ipynb", "12-c.ipynb"], async (folder) => {
    const chosen = await chooseChapters(folder, ["12", " 1"]);
    assertEquals(chosen.map(({ number }) => number), ["01", "12"]);
  }));

Deno.test("chooseChapters() refuses unknown numbers, twin numbers and an empty folder", async () => {
  await within(["01-a.ipynb"], async (folder) => {
    const error = await assertRejects(() => chooseChapters(folder, ["1", "x"]), InputError);
    assertStringIncludes(error.message, '--only: found "0x", allowed: 01');
  });
  await within(["01-a.ipynb", "01-b.ipynb"], async (folder) => {
    const error = await assertRejects(() => chooseChapters(folder), InputError);
    assertStringIncludes(error.message, '["01-a","01-b"], allowed: one notebook a number');
  });
  await within([], async (folder) => {
    await assertRejects(() => chooseChapters(folder), InputError, "no notebooks");
  });
});

Deno.test("chooseChapters() refuses a choice of no notebook at all", () =>
  within(["00-a.ipynb", "01-b.ipynb"], async (folder) => {
    for (const only of [[""], ["", " "], []]) {
      await assertRejects(() => chooseChapters(folder, only), InputError, "--only: found");
    }
    const chosen = await chooseChapters(folder, ["", "1"]);
    assertEquals(chosen.map(({ number }) => number), ["01"]);
  }));
