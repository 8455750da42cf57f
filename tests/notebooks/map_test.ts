import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { readCourse } from "../../lib/cli/course.ts";
import { chooseChapters } from "../../lib/cli/story/choose.ts";
import { projectRoot } from "../../lib/core/files.ts";
import { joined, readNotebook } from "../../lib/show/notebook.ts";

const folder = join(projectRoot, "notebooks");
const texts: Record<string, string> = {};
for (const { name, path } of await chooseChapters(folder)) {
  const { cells } = await readNotebook(path);
  texts[`${name}.ipynb`] = cells.map(({ source }) => joined(source)).join("\n\n");
}
const map = "00-map-and-glossary.ipynb";
const entries = [...(texts[map] ?? "").matchAll(
  /^- \*\*(.+?)\*\*: ([\s\S]+?)\s\[(\d\d)\]\(([^)]+)\)$/gm,
)].map(([, term = "", text = "", number = "", file = ""]) => ({ term, text, number, file }));

/** The word itself, and what stands in brackets behind it. */
function forms(term: string): string[] {
  return term.split(/ \(|\)/).filter((form) => form !== "");
}

function uses(text: string, form: string): boolean {
  const exactly = /[A-Z].*[A-Z]/.test(form) ? "" : "i";
  return new RegExp(`(?<![\\w-])${form.replace(/[-. ]/g, "[-\\s]")}`, exactly).test(text);
}

Deno.test("every notebook is on the map, in one part of the course", async () => {
  const placed = [...(texts[map] ?? "").matchAll(/numbers: \[([^\]]*)\]/g)]
    .flatMap(([, list = ""]) => [...list.matchAll(/"(\d\d)"/g)].map(([, number = ""]) => number));
  assertEquals(new Set(placed).size, placed.length, "a notebook stands in two parts");
  const course = await readCourse(folder);
  assertEquals(course.map(({ number }) => number).filter((one) => !placed.includes(one)), []);
  assertEquals(course.length, Object.keys(texts).length - 1);
});

Deno.test("every notebook leads back to the map", () => {
  const lost = Object.entries(texts).filter(([file, text]) =>
    file !== map && !text.includes(`](${map})`)
  );
  assertEquals(lost.map(([file]) => file), []);
});

Deno.test("the glossary explains each word in one or two sentences, and only once", () => {
  assert(entries.length >= 50, `${entries.length} words`);
  const words = entries.map(({ term }) => term.toLowerCase());
  assertEquals(words.filter((word, i) => words.indexOf(word) !== i), []);
  const bullets = (texts[map] ?? "").match(/^- \*\*.+?\*\*: .*\[?/gm) ?? [];
  assertEquals(bullets.length, entries.length, "an entry names no notebook");
  const long = entries.filter(({ text }) => text.split(/[.!?](?:\s|$)/).filter(Boolean).length > 2);
  assertEquals(long.map(({ term }) => term), []);
});

Deno.test("the notebook that a word of the glossary names does use it", () => {
  const wrong = entries.filter(({ term, file, number }) =>
    !file.startsWith(number) || !forms(term).some((form) => uses(texts[file] ?? "", form))
  );
  assertEquals(wrong.map(({ term, file }) => `${term} is not in ${file}`), []);
});

Deno.test("the map that is committed shows every notebook there is", async () => {
  const { cells } = await readNotebook(join(folder, map));
  const shown = JSON.stringify(cells.flatMap(({ outputs = [] }) => outputs));
  const missing = Object.keys(texts).filter((file) => file !== map && !shown.includes(`(${file})`));
  assertEquals(missing, [], "Run: deno task story --save --only 00");
});
