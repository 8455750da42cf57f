import { assert, assertEquals } from "@std/assert";
import type { Interval } from "../../lib/core/bootstrap.ts";
import { Random } from "../../lib/core/random.ts";
import { neighbourAgreement } from "../../lib/link/neighbour_agreement.ts";
import { neighbourInterval } from "../../lib/link/neighbour_interval.ts";
import { beside, cloud, euclid } from "./spaces.ts";

Deno.test("intervals of common neighbours hold the value of the population in about 95 % of the samples", () => {
  const random = new Random(6), ks = [1, 3, 10], samples = 500;
  const found = Array.from({ length: samples }, () => {
    const shared = cloud(random, 31, 2);
    const [x, y] = [2, 2].map((own) => euclid(beside(shared, cloud(random, 31, own))));
    return neighbourAgreement(x!, y!, { permutations: 1, neighbours: ks });
  });
  for (const [at, k] of ks.entries()) {
    // The mean of 500 samples has a standard error of a twentieth of an interval's half.
    const truth = found.reduce((sum, one) => sum + one[at]!.value, 0) / samples;
    const holds = ({ low, high }: Interval) => low <= truth && truth <= high;
    const held = found.filter((one) => holds(one[at]!.interval)).length;
    // 475 with a standard deviation of 4.9; the draws of single objects held 300 to 430.
    assert(held >= 450 && held <= 490, `${held} of ${samples} with ${k} neighbours`);
    assert(found.every((one) => one[at]!.interval.low >= 0 && one[at]!.interval.high <= 1));
  }
});

Deno.test("neighbourInterval() has a width where no neighbour is common, and where all are", () => {
  const ring = (step: number) =>
    Float64Array.from(
      { length: 100 },
      (_, at) => Number((Math.floor(at / 10) + step) % 10 === at % 10),
    );
  const none = neighbourInterval(ring(1), ring(2), 10),
    all = neighbourInterval(ring(1), ring(1), 10);
  assertEquals([none.low, all.high], [0, 1]);
  // Wilson 1927 for 0 and 10 of 10.
  assert(Math.abs(none.high - 0.2775) < 1e-4 && Math.abs(all.low - 0.7225) < 1e-4);
});
