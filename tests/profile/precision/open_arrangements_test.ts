import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { OpenArrangements } from "../../../lib/profile/precision/open_arrangements.ts";

const ints = (...values: number[]) => Int32Array.from(values);

/** Members 0 and 1 on one plate with controls 10-12, member 2 on another with controls 20-21. */
const first = ints(10, 11, 12), peers = ints(0, 1);
const group = {
  members: [0, 1, 2],
  positives: [ints(1, 2), ints(0, 2), ints(0, 1)],
  peers: [peers, peers, ints(2)],
  candidates: [first, first, ints(20, 21)],
};
const draws = 6000;
const made = (seed: number) =>
  new OpenArrangements(group, draws, new Random(seed), (row) => row - 10);

Deno.test("all arrangements of rows within their strata are drawn, each as often", () => {
  const arrangements = made(3), seen = new Map<string, number>();
  for (let draw = 0; draw < draws; draw++) {
    arrangements.arrange(group, draw);
    const name = arrangements.rows.join(" ");
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  const wanted: string[] = [], plate = [0, 1, 10, 11, 12];
  for (const a of plate) {
    for (const b of plate.filter((row) => row !== a)) {
      for (const c of [2, 20, 21]) wanted.push(`${a} ${b} ${c}`);
    }
  }
  assertEquals([...seen.keys()].sort(), wanted.sort());
  // χ² with 59 degrees of freedom is above 109 once in 10 000 times.
  const each = draws / wanted.length;
  const chi = [...seen.values()].reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
  assert(chi < 109, `${chi}`);
});

Deno.test("columns are those of controls, and it is known which members' rows stay, and where", () => {
  const arrangements = made(4), { rows, stays, columns, keeps } = arrangements;
  for (let draw = 0; draw < 200; draw++) {
    arrangements.arrange(group, draw);
    rows.forEach((row, k) => {
      assertEquals(stays[k], row < 10 ? row : -1);
      assertEquals(columns[3 * draw + k], row < 10 ? -1 : row - 10);
    });
    assertEquals(keeps[draw], rows.some((row) => row < 10) ? 1 : 0);
    for (const member of [0, 1]) {
      assertEquals(arrangements.isKept(peers, member), [rows[0], rows[1]].includes(member));
    }
  }
});

Deno.test("seen() puts every member back in its place; a seed gives the same draws again", () => {
  const [one, other] = [made(5), made(5)];
  one.arrange(group, 7);
  other.arrange(group, 7);
  assertEquals([one.rows, one.columns], [other.rows, other.columns]);
  one.seen(group);
  assertEquals([...one.rows, ...one.stays], [0, 1, 2, 0, 1, 2]);
});

Deno.test("another group with the same places takes its own rows", () => {
  const arrangements = made(6), other = { ...group, members: [7, 8, 9] };
  const draw = arrangements.keeps.indexOf(1);
  arrangements.arrange(group, draw);
  const expected = arrangements.rows.map((row) => row < 10 ? row + 7 : row);
  arrangements.arrange(other, draw);
  assertEquals(arrangements.rows, expected);
});
