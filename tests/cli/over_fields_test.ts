import { assertEquals, assertRejects } from "@std/assert";
import { fieldName, orBad, overFields } from "../../lib/cli/over_fields.ts";
import { InputError } from "../../lib/core/errors.ts";

const fields = [1, 2, 3, 4].map((site) => ({
  plate: "P1",
  well: "B02",
  site,
  files: {},
  pixelSize: NaN,
  metadata: {},
}));
const worker = new URL("file:///never/used.ts");

Deno.test("overFields() does the fields that are open, and gives results in the order of the index", async () => {
  const done: number[][] = [], tasks: number[] = [];
  const { results, resumed, skipped } = await overFields<number, { site: number }>(fields, {
    done: "counted",
    worker,
    here: (site) => {
      tasks.push(site);
      return Promise.resolve(site === 3 ? { bad: "torn" } : { site });
    },
    before: ({ site }) => Promise.resolve(site === 2 ? { site } : undefined),
    taskOf: ({ site }) => site,
    onDone: (count, total) => done.push([count, total]),
  });
  assertEquals(tasks, [1, 3, 4]);
  assertEquals(results.map(({ site }) => site), [1, 2, 4]);
  assertEquals([resumed, skipped], [1, [{ field: "P1/B02/3", reason: "torn" }]]);
  assertEquals(done, [[2, 4], [3, 4], [4, 4]]);
});

Deno.test("overFields() fails where every field is bad, and has nothing to say of no fields", async () => {
  const work = {
    done: "counted",
    worker,
    here: () => Promise.resolve({ bad: "torn" }),
    before: () => Promise.resolve(undefined),
    taskOf: () => 0,
  };
  await assertRejects(() => overFields(fields, work), InputError, "No field could be counted");
  assertEquals(await overFields([], work), { results: [], resumed: 0, skipped: [] });
});

Deno.test("orBad() keeps a user's error for the list only where asked, and other errors never", async () => {
  const wrong = () => Promise.reject(new InputError("no image"));
  await assertRejects(() => orBad(false, wrong), InputError, "no image");
  assertEquals(await orBad(true, wrong), { bad: "no image" });
  await assertRejects(() => orBad(true, () => Promise.reject(new TypeError("ours"))), TypeError);
  assertEquals(fieldName({ plate: "a", well: "b", site: 0 }), "a/b/0");
});
