import { InputError } from "../../lib/core/errors.ts";
import { serveTasks } from "../../lib/core/parallel.ts";

/** What the worker of `parallel_test.ts` is told to do. */
export type Task =
  | { do: "square"; number: number; after?: number }
  | { do: "double"; values: Float32Array }
  | { do: "fail"; message: string }
  | { do: "refuse" }
  | { do: "throw"; value: string }
  | { do: "meet"; met: SharedArrayBuffer; others: number }
  | { do: "hang" };

serveTasks(async (task: Task): Promise<number | Float32Array> => {
  switch (task.do) {
    case "square":
      if (task.after !== undefined) await new Promise((done) => setTimeout(done, task.after));
      return task.number ** 2;
    case "double":
      return task.values.map((value) => 2 * value);
    case "fail":
      throw new RangeError(task.message);
    case "refuse":
      throw new InputError("Cannot read a field", { file: "f.tif", row: 3, found: [1, 2] });
    case "throw":
      throw task.value;
    case "meet": {
      const counter = new Int32Array(task.met);
      Atomics.add(counter, 0, 1);
      // Comes back only when as many tasks as said are at work together.
      while (Atomics.load(counter, 0) < task.others) {
        await new Promise((done) => setTimeout(done, 5));
      }
      return Atomics.load(counter, 0);
    }
    case "hang":
      return await new Promise(() => {});
  }
});
