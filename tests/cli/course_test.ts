import { assertEquals, assertRejects } from "@std/assert";
import { readCourse } from "../../lib/cli/course.ts";
import { InputError } from "../../lib/core/errors.ts";

async function course(...firsts: string[]) {
  const folder = await Deno.makeTempDir();
  for (const [i, source] of firsts.entries()) {
    const cells = [{ cell_type: "markdown", source }];
    const path = `${folder}/0${i}-n${i}.ipynb`;
    await Deno.writeTextFile(path, JSON.stringify({ cells, metadata: {} }));
  }
  try {
    return await readCourse(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
const first = (number: number, about: string) =>
  `# 0${number} · Part ${number}\n\n**Why ${number}?**\n\n- ten of them\n\n_${about}_`;

Deno.test("readCourse() reads title, question, minutes and what is needed directly", async () => {
  const found = await course(
    "# The map",
    first(1, "20 minutes · no prerequisites · next: 02"),
    first(2, "25 minutes · prerequisite: 01 · next: 03"),
    first(3, "5 minutes · prerequisites: 01, one; 02,\ntwo\n· next: 04, four"),
    first(4, "5 minutes · no prerequisites; 01 says more · next: 05"),
  );
  assertEquals(found[0], {
    number: "01",
    file: "01-n1.ipynb",
    title: "Part 1",
    question: "Why 1?",
    minutes: 20,
    needs: [],
  });
  assertEquals(found.map(({ needs }) => needs), [[], ["01"], ["02"], []]);
});

Deno.test("readCourse() refuses a notebook that does not introduce itself", async () => {
  await assertRejects(() => course("# The map", "# 01 · Part"), InputError, "**a question?**");
});
