import { assertEquals, assertRejects } from "@std/assert";
import { runTasks } from "../../lib/cli/run_tasks.ts";

const square = "onmessage = ({ data }) => postMessage({ result: data * data });";
const worker = new URL(`data:text/javascript,${encodeURIComponent(square)}`);

Deno.test("runTasks() gives the same results on threads and one after another", async () => {
  for (const here of [undefined, (side: number) => Promise.resolve(side * side)]) {
    const done: number[] = [];
    const options = { worker, here, workers: 2, onDone: (count: number) => done.push(count) };
    assertEquals(await runTasks([3, 4, 5], options), [9, 16, 25]);
    assertEquals(done, [1, 2, 3]);
  }
});

Deno.test("runTasks() here starts no task after a stop", async () => {
  const stop = new AbortController(), started: number[] = [];
  const here = (task: number) => {
    started.push(task);
    if (task === 2) stop.abort(new Error("enough"));
    return Promise.resolve(task);
  };
  await assertRejects(
    () => runTasks([1, 2, 3], { worker, here, signal: stop.signal }),
    Error,
    "enough",
  );
  assertEquals(started, [1, 2]);
});
