import { assert, assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../lib/core/random.ts";

const draw = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: number[]) => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};

/** Fails where a mean of n draws is more than 5 standard errors from what it should be. */
function near(found: number, wanted: number, standardDeviation: number, n: number): void {
  assert(
    Math.abs(found - wanted) < 5 * standardDeviation / Math.sqrt(n),
    `${found}, not ${wanted}`,
  );
}

// Numbers of an independent implementation of sfc32 with the same seeding, in Python.
Deno.test("the same seed gives the same numbers, on every machine and in every release", () => {
  const random = new Random(42);
  assertEquals(draw(4, () => random.uint32()), [1959603763, 2423114712, 2466933512, 4144396390]);
});

Deno.test("neighbouring seeds give different numbers", () => {
  const firsts = draw(1000, () => 0).map((_, seed) => new Random(seed).uint32());
  assertEquals(new Set(firsts).size, 1000);
});

Deno.test("only the lower 32 bits of a seed count, negative seeds included", () => {
  assertEquals(new Random(2 ** 32 + 5).uint32(), new Random(5).uint32());
  assertEquals(new Random(-1).uint32(), new Random(0xffffffff).uint32());
});

Deno.test("fork() gives a stream of its own that does not depend on when it is made", () => {
  const early = new Random(7), late = new Random(7);
  late.uint32();
  assertEquals(early.fork("Week1", "B02", 1).uint32(), late.fork("Week1", "B02", 1).uint32());
  assertEquals(new Random(7).uint32(), early.uint32(), "forking draws nothing");
});

Deno.test("fork() gives different streams to different labels, however alike they are", () => {
  const root = new Random(7), seen = new Set<number>();
  const labels: (string | number)[][] = [["a", "b"], ["b", "a"], ["ab"], ["a", "", "b"], ["a"], []];
  for (const label of labels) seen.add(root.fork(...label).uint32());
  for (let plate = 0; plate < 50; plate++) {
    for (let well = 0; well < 96; well++) seen.add(root.fork("field", plate, well).uint32());
  }
  assertEquals(seen.size, labels.length + 50 * 96);
});

Deno.test("forks of one stream are not correlated", () => {
  const root = new Random(1), n = 4000;
  const pairs = draw(n, () => 0).map((_, index) =>
    [root.fork(index).uniform() - 0.5, root.fork(index + 1).uniform() - 0.5] as const
  );
  near(mean(pairs.map(([a, b]) => a * b)), 0, 1 / 12, n);
});

Deno.test("uniform() fills [low, high) evenly", () => {
  const random = new Random(3), n = 20000, values = draw(n, () => random.uniform(-2, 4));
  assert(values.every((value) => value >= -2 && value < 4));
  near(mean(values), 1, 6 / Math.sqrt(12), n);
  near(variance(values), 3, 3, n);
});

Deno.test("integer() gives each number below n as often as the others", () => {
  const random = new Random(4), n = 12000, counts = new Array<number>(6).fill(0);
  for (const value of draw(n, () => random.integer(6))) counts[value] = (counts[value] ?? 0) + 1;
  assertEquals(counts.length, 6);
  const chi = counts.reduce((sum, count) => sum + (count - n / 6) ** 2 / (n / 6), 0);
  assert(chi < 25, `chi-squared of 5 degrees of freedom is ${chi}`);
});

Deno.test("normal() has mean, spread and tails of a normal distribution", () => {
  const random = new Random(5), n = 20000, values = draw(n, () => random.normal(10, 2));
  near(mean(values), 10, 2, n);
  near(variance(values), 4, 4 * Math.SQRT2, n);
  const outside = values.filter((value) => Math.abs(value - 10) > 2 * 1.959964).length / n;
  near(outside, 0.05, Math.sqrt(0.05 * 0.95), n);
});

Deno.test("poisson() has mean and variance of its rate, below and above 30", () => {
  for (const rate of [0.2, 3, 29, 31, 400]) {
    const random = new Random(6), n = 10000, values = draw(n, () => random.poisson(rate));
    assert(values.every((value) => Number.isInteger(value) && value >= 0));
    near(mean(values), rate, Math.sqrt(rate), n);
    // The fourth moment of a Poisson count gives its sample variance this spread.
    near(variance(values), rate + (rate > 30 ? 1 / 12 : 0), Math.sqrt(rate + 2 * rate ** 2), n);
  }
});

Deno.test("poisson() of a rate of 0 or below is 0", () => {
  assertEquals([new Random(1).poisson(0), new Random(1).poisson(-1)], [0, 0]);
});

Deno.test("pick() reaches every item, and refuses an empty list without drawing", () => {
  const random = new Random(8), items = ["a", "b", "c"];
  assertEquals(new Set(draw(100, () => random.pick(items))), new Set(items));
  const one = new Random(9), other = new Random(9);
  assertThrows(() => one.pick([]), RangeError, "empty list");
  assertEquals(one.uint32(), other.uint32());
});

Deno.test("shuffle() keeps the items, leaves its input and reaches all orders evenly", () => {
  const random = new Random(10), items = [1, 2, 3], counts = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const order = random.shuffle(items).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(items, [1, 2, 3]);
  assertEquals([...counts.keys()].sort(), ["123", "132", "213", "231", "312", "321"]);
  for (const count of counts.values()) near(count / 6000, 1 / 6, Math.sqrt(5) / 6, 6000);
  assertEquals(random.shuffle(new Set<number>()), []);
});
