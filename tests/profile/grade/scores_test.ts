import { assertEquals, assertThrows } from "@std/assert";
import type { Grade, Score } from "../../../lib/profile/grade.ts";
import { scoreBars, scoreOf } from "../../../lib/profile/grade/scores.ts";

const nil = { value: 0, low: 0, high: 0 };
const score = (value: number): Score => ({
  about: "biology",
  score: "NSC",
  value,
  low: value - 0.1,
  high: value + 0.1,
  chance: 0.06,
  fromFloor: nil,
  fromTruth: nil,
});
const grades: Grade[] = [
  { name: "none", scores: [score(0.5)] },
  { name: "truth", scores: [score(0.75)] },
];

Deno.test("scoreOf() finds a score by name and lists the names where there is none", () => {
  assertEquals(scoreOf(grades[1]!, "NSC").value, 0.75);
  assertThrows(() => scoreOf(grades[0]!, "NSCB"), RangeError, "there are NSC");
});

Deno.test("scoreBars() ends with chance; no grades give no bars", () => {
  assertEquals(scoreBars(grades, "NSC"), [
    { name: "none", value: 0.5, low: 0.4, high: 0.6 },
    { name: "truth", value: 0.75, low: 0.65, high: 0.85 },
    { name: "chance", value: 0.06, low: 0.06, high: 0.06 },
  ]);
  assertEquals(scoreBars([], "NSC"), []);
});
