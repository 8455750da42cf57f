import pl from "nodejs-polars";
import { assertEquals, assertNotEquals } from "@std/assert";
import { Exchange } from "../../../lib/profile/precision/exchange.ts";
import { findPairs, type Pairing } from "../../../lib/profile/precision/pairs.ts";
import { closedKey, openGroup } from "../../../lib/profile/precision/shared_null.ts";
import { outside, slotsOf } from "../../../lib/profile/precision/slots.ts";

/** All groups of a layout, each well written as `plate compound`; all profiles are queries. */
function groupsOf(wells: string[], pairing: Omit<Pairing, "posSameBy">, together?: number[]) {
  const n = wells.length, names = wells.map((well) => well.split(" "));
  const meta = pl.DataFrame({
    plate: names.map(([plate]) => plate!),
    compound: names.map(([, compound]) => compound!),
  });
  const pairs = findPairs(meta, { posSameBy: ["compound"], ...pairing });
  const plates = [...new Set(names.map(([plate]) => plate))];
  const stratum = Int32Array.from(names, ([plate]) => plates.indexOf(plate));
  const unit = Int32Array.from(together ?? [...names.keys()]);
  return pairs.groups.map(({ rows }, group) => {
    const queries = Array.from(rows, (row) => {
      const base = pairs.baseOf[row]!;
      return { row, base, candidates: pairs.bases[base]! };
    });
    const task = { group, members: rows, queries }, slots = slotsOf(task, pairs, n);
    return {
      open: openGroup(task, slots, { stratum, unit }),
      closed: closedKey(task, slots, { stratum, unit }),
      arrangements: () => {
        const exchange = new Exchange(rows, outside(slots), { stratum, unit });
        const all: string[] = [];
        exchange.each(() => all.push(exchange.image.join(" ")));
        return all.sort();
      },
    };
  });
}

const layout = ["Q a", "P a", "P b", "Q b", "P c", "P c", "P DMSO", "P DMSO", "Q DMSO", "Q DMSO"];
const controls = layout.map((well) => well.endsWith("DMSO"));
const plate = ["plate"];

Deno.test("openGroup() takes compounds against the controls of each plate, sorted by plate", () => {
  const [a, b, c] = groupsOf(layout, { negSameBy: plate, controls });
  const { group } = a!.open!;
  // Row 0 is on Q, the plate met first, so that it stays before row 1.
  assertEquals([group.members, b!.open!.group.members], [[0, 1], [3, 2]]);
  assertEquals(group.candidates.map((rows) => [...rows]), [[8, 9], [6, 7]]);
  assertEquals(group.positives.map((places) => [...places]), [[1], [0]]);
  assertEquals(group.peers.map((places) => [...places]), [[0], [1]]);
  assertEquals(c!.open!.group.peers.map((places) => [...places]), [[0, 1], [0, 1]]);
  for (const { open, arrangements } of [a!, b!, c!]) {
    assertEquals(open!.arrangements, arrangements().length);
  }
});

Deno.test("openGroup() gives one key to compounds of the same plates only", () => {
  const [a, b, c] = groupsOf(layout, { negSameBy: plate, controls }).map(({ open }) => open!.key);
  assertEquals(a, b);
  assertNotEquals(a, c);
});

Deno.test("openGroup() refuses members among the negatives, other strata, and units", () => {
  const refused = (groups: ReturnType<typeof groupsOf>) =>
    groups.map(({ open }) => open === undefined);
  assertEquals(refused(groupsOf(layout, { negSameBy: plate })), [true, true, true, true]);
  assertEquals(refused(groupsOf(layout, { controls })), [true, true, true]);
  const wells = [0, 0, 1, 1, 2, 3, 4, 5, 4, 5];
  const moved = groupsOf(layout, { negSameBy: plate, controls }, wells);
  // Wells of compound c are of one plate and of different positions: nothing of it moves together.
  assertEquals(refused(moved), [true, true, false]);
});

Deno.test("closedKey() is the same only where the arrangements are the same", () => {
  const wells = ["P a", "P a", "P b", "P b", "P c", "P c", "Q d", "Q d", "Q e", "P e"];
  const groups = groupsOf(wells, { negSameBy: plate });
  const keys = groups.map(({ closed }) => closed);
  assertEquals(keys.map((key) => keys.indexOf(key)), [0, 0, 0, 3, 4]);
  const all = groups.map(({ arrangements }) => arrangements());
  assertEquals(all[0]!.length, 7 * 6);
  for (const [i, key] of keys.entries()) {
    for (const [j, other] of keys.entries()) {
      assertEquals(key === other, JSON.stringify(all[i]) === JSON.stringify(all[j]));
    }
  }
});

Deno.test("closedKey() tells groups apart whose rows move together from those that move alone", () => {
  const wells = ["P a", "Q a", "P b", "Q b"];
  const keys = groupsOf(wells, {}, [0, 0, 1, 2]).map(({ closed }) => closed);
  assertEquals(keys.includes(undefined), false);
  assertNotEquals(keys[0], keys[1]);
});

Deno.test("closedKey() is undefined against controls, and where the pairing leaves rows out", () => {
  const against = groupsOf(layout, { negSameBy: plate, controls });
  assertEquals(against.map(({ closed }) => closed), [undefined, undefined, undefined]);
  const across = groupsOf(["P a", "P a", "P b", "Q b"], { negDiffBy: ["compound", "plate"] });
  assertEquals(across.map(({ closed }) => closed), [undefined, undefined]);
});
