import { assertEquals } from "@std/assert";
import { verdicts } from "../../../lib/profile/audit/verdict.ts";

const of = (source: string, value: number, width = 0.05) => {
  const share = { value, low: value - width, high: value + width };
  return { source, accuracy: share, balancedAccuracy: share, atLeast: value - width };
};
const about = { identifying: [], named: 10, unknown: 0 };
const chance = [of("commonest label", 0.1), of("shuffled labels", 0.12)];

Deno.test("verdicts() tells apart chance, a part, all of the score, and every label", () => {
  const found = [of("features", 0.7), ...chance];
  const nuisances = [of("row", 0.15), of("week", 0.4), of("plate", 0.68), of("position", 1, 0)];
  const { rows, clean } = verdicts([...found, ...nuisances], about);
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
  assertEquals(verdicts([...found, of("week", 0.4)], about).clean, true);
});

Deno.test("verdicts() puts features that give something away first, five of them by name", () => {
  const identifying = Array.from({ length: 7 }, (_, i) => ({
    feature: `f${i}`,
    column: "row",
    reason: "each row has one value of it",
  }));
  const { verdict, clean } = verdicts(
    [of("features", 0.7), ...chance],
    { identifying, named: 10, unknown: 3 },
  );
  assertEquals(clean, false);
  assertEquals(verdict[0], "Feature f0 gives away the row: each row has one value of it.");
  assertEquals(verdict[5], "So do 2 more features.");
  assertEquals(verdict.at(-1)!.startsWith("3 of 10 profiles cannot be named"), true);
});

Deno.test("verdicts() forbids what names labels wherever it has seen the value", () => {
  const found = [of("features", 0.7), ...chance];
  const source = (value: number, seen: number, rightIfSeen: number) =>
    verdicts([...found, { ...of("layout × position", value), seen, rightIfSeen }], about);
  const half = source(0.5, 0.5, 1);
  assertEquals(half.clean, false);
  assertEquals(
    half.rows[3]!.verdict,
    "names every label of the 50.0 % of profiles whose value it has seen: " +
      "the layout fixes the drug, position within a layout tells it",
  );
  assertEquals(source(0.5, 0.5, 0.97).rows[3]!.verdict.startsWith("names 97.0 % of the"), true);
  assertEquals(source(0.5, 0.5, 0.9).clean, true);
  // Few profiles, hardly above chance: these few may be luck.
  assertEquals(source(0.15, 0.05, 1).clean, true);
  assertEquals(source(0.1, 0, NaN).clean, true);
});

Deno.test("verdicts() compares with chance what holds for all sources at once", () => {
  const found = [of("features", 0.2), ...chance], week = of("week", 0.24);
  assertEquals(verdicts([...found, week], about).clean, false);
  assertEquals(verdicts([...found, { ...week, atLeast: 0.16 }], about).clean, true);
});

Deno.test("verdicts() takes the commonest label's share for chance, however few units show it", () => {
  const few = [of("commonest label", 0.5, 0.3), of("shuffled labels", 0.45, 0.05)];
  const { rows } = verdicts([of("features", 0.7), ...few, of("plate", 0.66)], about);
  assertEquals([rows[0]!.verdict, rows[3]!.forbids], ["above chance", true]);
});

Deno.test("verdicts() says once that features are chance, and still finds what is more", () => {
  const { rows, verdict, clean } = verdicts(
    [of("features", 0.1), ...chance, of("count", 0.9)],
    about,
  );
  assertEquals(verdict[0], "The features name no more than chance does: there is no score yet.");
  assertEquals([rows[3]!.verdict, clean], ["above chance, which the features are not", false]);
  assertEquals(verdicts([of("features", 0.1), ...chance, of("count", 0.1)], about).clean, true);
});

Deno.test("verdicts() forbids profiles that are named from their own well, and what is futile", () => {
  const found = [of("features", 0.7), ...chance, of("plate", 1, 0)];
  const same = verdicts(found.slice(0, 3), { ...about, sameWell: 4 });
  assertEquals([same.clean, same.verdict[0]!.startsWith("4 of 10 profiles are named")], [
    false,
    true,
  ]);
  const futile = verdicts(found, { ...about, futile: "there is one label" });
  assertEquals([futile.clean, futile.verdict], [false, ["There is one label."]]);
  assertEquals(futile.rows.some(({ forbids }) => forbids), false);
});
