import { assertEquals } from "@std/assert";
import { milestones } from "../../lib/cli/milestones.ts";

/** Shares that are told, asked for one after another with some time between. */
function toldOf(shares: readonly (number | undefined)[], seconds: number) {
  let time = 0;
  const isDue = milestones(() => time);
  return shares.filter((share) => {
    time += 1000 * seconds;
    return isDue(share);
  });
}
const percents = Array.from({ length: 100 }, (_, i) => (i + 1) / 100);

Deno.test("milestones() of slow work are every tenth", () => {
  assertEquals(toldOf(percents, 60), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});

Deno.test("milestones() of fast work are every half minute, and of work of seconds none", () => {
  assertEquals(toldOf(percents, 1), [0.3, 0.6, 0.9]);
  assertEquals(toldOf(percents, 0.1), []);
});

Deno.test("milestones() go by time where the share is not known, and begin anew with the next file", () => {
  assertEquals(toldOf([undefined, undefined, undefined, undefined], 20).length, 2);
  assertEquals(toldOf([0.5, 1, 0.05, 0.1, 0.2], 31), [0.5, 1, 0.1, 0.2]);
});
