import { assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { Exchange } from "../../../lib/profile/precision/exchange.ts";

const ints = (...values: number[]) => Int32Array.from(values);

Deno.test("Exchange goes through every arrangement once, and comes back", () => {
  const movement = { stratum: ints(0, 0, 0, 1, 1), unit: ints(0, 1, 2, 3, 4) };
  const exchange = new Exchange(ints(0, 3), [1, 2, 4], movement);
  const seen: string[] = [];
  exchange.each(() => seen.push(exchange.image.join(" ")));
  assertEquals(seen.sort(), ["0 3", "0 4", "1 3", "1 4", "2 3", "2 4"]);
  assertEquals(exchange.arrangements, 6);
  assertEquals([...exchange.image], [0, 3]);
});

Deno.test("Exchange moves units as a whole, and only for units of the same strata", () => {
  // Wells 0 and 1 on two plates, well 2 on the first only.
  const stratum = ints(0, 1, 0, 1, 0), unit = ints(0, 0, 1, 1, 2);
  const exchange = new Exchange(ints(0, 1), [2, 3, 4], { stratum, unit });
  const seen: string[] = [];
  exchange.each(() =>
    seen.push(`${exchange.image} in ${exchange.incoming} out ${exchange.outgoing}`)
  );
  assertEquals(seen, ["0,1 in  out ", "2,3 in 2,3 out 0,1"]);
});

Deno.test("Exchange moves units that share a place as one, and only for others that do", () => {
  // Units 0 and 1 lie at place 0, 2 and 3 at place 1; 4 and 5 share none, 6 has a row more.
  const unit = ints(0, 1, 2, 3, 4, 5, 6, 6), place = ints(0, 0, 1, 1, 2, 3, 4, 4);
  const movement = { stratum: new Int32Array(8), unit, place };
  const images = (members: Int32Array, outside: number[]) => {
    const exchange = new Exchange(members, outside, movement), seen: string[] = [];
    exchange.each(() => seen.push(exchange.image.join(" ")));
    assertEquals(exchange.arrangements, seen.length);
    return seen;
  };
  assertEquals(images(ints(0, 1), [2, 3, 4, 5, 6, 7]), ["0 1", "2 3"]);
  // For a unit that shares no place with others of the group, 2 and 3 stand in by themselves.
  assertEquals(images(ints(4), [2, 3, 5, 6, 7]), ["4", "2", "3", "5"]);
});

Deno.test("Exchange draws each arrangement equally often", () => {
  const movement = { stratum: ints(0, 0, 0, 0), unit: ints(0, 1, 2, 3) };
  const exchange = new Exchange(ints(0, 1), [2, 3], movement);
  const random = new Random(9), counts = new Map<string, number>();
  for (let i = 0; i < 12000; i++) {
    exchange.draw(random);
    const key = exchange.image.join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
    assertEquals(exchange.incoming.length, exchange.outgoing.length);
  }
  assertEquals(counts.size, 12);
  // Chi-squared with 11 degrees of freedom passes 24.7 once in a hundred times.
  const squares = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
  assertEquals(squares < 24.7, true, `chi-squared ${squares}`);
});
