import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { mapParallel } from "../../lib/core/parallel.ts";
import type { Task } from "./parallel_worker.ts";

const worker = new URL("parallel_worker.ts", import.meta.url);
const squares = (count: number): Task[] =>
  Array.from({ length: count }, (_, number) => ({ do: "square", number }));

Deno.test("mapParallel() gives results in the order of the tasks, whichever ends first", async () => {
  const tasks: Task[] = [
    { do: "square", number: 3, after: 60 },
    { do: "square", number: 2, after: 20 },
    ...squares(5),
  ];
  assertEquals(await mapParallel<Task, number>(worker, tasks, { workers: 3 }), [
    9,
    4,
    0,
    1,
    4,
    9,
    16,
  ]);
});

Deno.test("mapParallel() does many tasks with one worker and few with many", async () => {
  assertEquals((await mapParallel<Task, number>(worker, squares(100), { workers: 1 }))[99], 9801);
  assertEquals(await mapParallel<Task, number>(worker, squares(2), { workers: 8 }), [0, 1]);
});

Deno.test("mapParallel() of no tasks is empty and starts no worker", async () => {
  assertEquals(await mapParallel<Task, number>(new URL("file:///no/worker.ts"), []), []);
});

Deno.test("mapParallel() hands typed arrays over", async () => {
  const [doubled] = await mapParallel<Task, Float32Array>(worker, [
    { do: "double", values: Float32Array.of(1, 2.5) },
  ]);
  assertEquals(doubled, Float32Array.of(2, 5));
});

Deno.test("mapParallel() counts every task that is done", async () => {
  const counts: [number, number][] = [];
  await mapParallel<Task, number>(worker, squares(4), {
    workers: 2,
    onDone: (done, total) => counts.push([done, total]),
  });
  assertEquals(counts, [[1, 4], [2, 4], [3, 4], [4, 4]]);
});

Deno.test("mapParallel() throws the error of a task with its name and message, and starts no more", async () => {
  let done = 0;
  const tasks: Task[] = [
    ...squares(2),
    { do: "fail", message: "well B02 is empty" },
    ...squares(50),
  ];
  const error = await assertRejects(
    () => mapParallel<Task, number>(worker, tasks, { workers: 1, onDone: () => done++ }),
    Error,
    "well B02 is empty",
  );
  assertEquals([error.name, done], ["RangeError", 2]);
});

Deno.test("mapParallel() gives an InputError back as one, with its parts", async () => {
  const error = await assertRejects(() => mapParallel(worker, [{ do: "refuse" }]), InputError);
  assertEquals(error.message, "Cannot read a field: f.tif, row 3: found [1,2]");
  assertEquals([error.problem.file, error.problem.row], ["f.tif", 3]);
});

Deno.test("mapParallel() throws what is no Error as one", async () => {
  await assertRejects(() => mapParallel(worker, [{ do: "throw", value: "so" }]), Error, "so");
});

Deno.test("mapParallel() says that a worker could not be started", async () => {
  const broken = new URL("data:text/javascript,throw new Error('no canvas')");
  await assertRejects(() => mapParallel(broken, [1]), Error, "A worker failed");
});

Deno.test("mapParallel() stops at once when it is told to, also while a task hangs", async () => {
  const stop = new AbortController();
  const reason = new DOMException("Stopped by Ctrl-C", "AbortError");
  const running = mapParallel<Task, number>(
    worker,
    [...squares(1), { do: "hang" }, ...squares(9)],
    {
      workers: 1,
      signal: stop.signal,
      onDone: () => stop.abort(reason),
    },
  );
  assertEquals(await running.catch((error) => error), reason);
});

Deno.test("mapParallel() starts nothing where it is told to stop before", async () => {
  const signal = AbortSignal.abort(new Error("not now"));
  await assertRejects(() => mapParallel(worker, squares(1), { signal }), Error, "not now");
});

Deno.test("mapParallel() throws what the progress callback throws", async () => {
  const onDone = () => {
    throw new Error("no room on the screen");
  };
  await assertRejects(() => mapParallel(worker, squares(3), { onDone }), Error, "no room");
});

Deno.test("mapParallel() keeps several workers busy at the same time", async () => {
  const met = new SharedArrayBuffer(4);
  const tasks: Task[] = [{ do: "meet", met, others: 2 }, { do: "meet", met, others: 2 }];
  assertEquals(await mapParallel<Task, number>(worker, tasks, { workers: 2 }), [2, 2]);
});
