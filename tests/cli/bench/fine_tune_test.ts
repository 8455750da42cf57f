import { assertEquals, assertThrows } from "@std/assert";
import { fineTuneBench, fineTuneFastBench, sameLoss } from "../../../lib/cli/bench/fine_tune.ts";

Deno.test("the bench of fine-tuning refuses a peer whose loss differs, and promises a speed", () => {
  sameLoss(2.5, "2.51");
  assertThrows(() => sameLoss(2.5, "2.6"), Error, "Two trainings differ");
  assertThrows(() => sameLoss(undefined, "2.5"), Error, "Two trainings differ");
  assertEquals([1 / fineTuneBench.target!, fineTuneFastBench.target], [5, undefined]);
});
