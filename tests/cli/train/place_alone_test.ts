import { assert, assertEquals, assertMatch } from "@std/assert";
import { placeAlone, sayPlace } from "../../../lib/cli/train/place_alone.ts";

const at = (wells: string) => wells.split(" ").map((well) => ({ plate: "P", well }));

Deno.test("placeAlone() names by the commonest class of a well, and by that of all where it is new", () => {
  const fields = at("A01 A1 A01 A02 A02 A01 A02 A03"), targets = [0, 0, 1, 2, 2, 0, 2, 1];
  const sets = { train: [0, 1, 2, 3, 4], test: [5, 6, 7] };
  // A03 is new; DMSO and nocodazole are as common: the first counts.
  const { gain, ...place } = placeAlone(fields, targets, 3, { sets, named: [0, 2, 1] });
  assertEquals(place, { balancedAccuracy: 2 / 3, known: 2 / 3 });
  assertEquals(gain.value, 1 - 2 / 3);
  assert(gain.low <= gain.value && gain.value <= gain.high);
});

Deno.test("placeAlone() draws wells: sites of one are no more than one", () => {
  const few = at("A01 A02 A03 A04 A03 A04"), sets = { train: [0, 1], test: [2, 3, 4, 5] };
  const options = { sets, named: [0, 1, 0, 1] };
  const { gain } = placeAlone(few, [0, 1, 0, 1, 0, 1], 2, options);
  const [low, high] = [gain.low, gain.high];
  // Two wells of one class each: either both are drawn, or one of them twice.
  assertEquals([gain.value, low, high], [0.5, 0, 1]);
});

Deno.test("sayPlace() says that a test tells nothing only where the place does and no network does better", () => {
  const gain = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
  const of = (balancedAccuracy: number, value: number, known = 1) => ({
    none: { balancedAccuracy, known, gain: gain(value) },
  });
  assertMatch(sayPlace(of(0.9, 0.05), 4), /plates of another layout can$/);
  assertMatch(sayPlace(of(0.6, 0.3), 4), /none 0.300 \(0.200 to 0.400\)$/);
  // The network is no better than chance, and the place neither: that is not the place's doing.
  assertMatch(sayPlace(of(0.25, 0), 4), /none 0.000 \(-0.100 to 0.100\)$/);
  assertMatch(sayPlace(of(0.25, 0, 0), 4), /^the wells of the test hold nothing/);
});
