import { assertEquals } from "@std/assert";
import { verdicts } from "../../../lib/profile/audit/verdict.ts";

const of = (source: string, value: number, width = 0.05) => {
  const share = { value, low: value - width, high: value + width };
  return { source, accuracy: share, balancedAccuracy: share };
};
const chance = [of("commonest label", 0.1), of("shuffled labels", 0.12)];

Deno.test("verdicts() tells apart chance, a part, all of the score, and every label", () => {
  const found = [of("features", 0.7), ...chance];
  const nuisances = [of("row", 0.15), of("week", 0.4), of("plate", 0.68), of("position", 1, 0)];
  const { rows, clean } = verdicts([...found, ...nuisances], [], 10, 0);
  assertEquals(rows.map(({ verdict }) => verdict), [
    "above chance",
    "chance",
    "chance",
    "no more than chance",
    "above chance: part of the score",
    "reaches what the features reach",
    "names every label: whoever sees it has learned nothing",
  ]);
  assertEquals(rows.filter(({ forbids }) => forbids).map(({ source }) => source), [
    "plate",
    "position",
  ]);
  assertEquals(clean, false);
  assertEquals(verdicts([...found, of("week", 0.4)], [], 10, 0).clean, true);
});

Deno.test("verdicts() puts features that give something away first, five of them by name", () => {
  const identifying = Array.from({ length: 7 }, (_, i) => ({
    feature: `f${i}`,
    column: "row",
    reason: "each row has one value of it",
  }));
  const { verdict, clean } = verdicts([of("features", 0.7), ...chance], identifying, 10, 3);
  assertEquals(clean, false);
  assertEquals(verdict[0], "Feature f0 gives away the row: each row has one value of it.");
  assertEquals(verdict[5], "So do 2 more features.");
  assertEquals(verdict.at(-1)!.startsWith("3 of 10 profiles cannot be named"), true);
});
