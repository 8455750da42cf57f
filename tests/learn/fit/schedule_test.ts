import { assertAlmostEquals, assertThrows } from "@std/assert";
import { cosine, exponential, type Schedule, stepwise } from "../../../lib/learn/fit/schedule.ts";
import { keras } from "./reference.ts";

Deno.test("schedules equal Keras' CosineDecay, ExponentialDecay and PiecewiseConstantDecay", () => {
  const ours: Record<string, Schedule> = {
    cosine: cosine({ rate: 0.01, steps: 40, warmup: 5, end: 0.1 }),
    plainCosine: cosine({ rate: 0.02, steps: 20 }),
    exponential: exponential({ rate: 0.1, steps: 10, factor: 0.5 }),
    staircase: exponential({ rate: 0.1, steps: 10, factor: 0.5, staircase: true }),
    pieces: stepwise([0.1, 0.01, 0.001], [9, 19]),
  };
  for (const [name, schedule] of Object.entries(ours)) {
    keras.schedules.steps.forEach((step: number, i: number) => {
      assertAlmostEquals(schedule(step), keras.schedules[name][i], 1e-8);
    });
  }
});

Deno.test("stepwise() refuses boundaries that do not fit", () => {
  assertThrows(() => stepwise([1], [2]), RangeError, "1 rates with 1 boundaries");
});
