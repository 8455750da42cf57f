import pl from "nodejs-polars";
import { assertEquals } from "@std/assert";
import { findPairs, type Pairing } from "../../../lib/profile/precision/pairs.ts";
import { outside, slotsOf } from "../../../lib/profile/precision/slots.ts";

/** Slots of the first group, all of whose members are queries. */
function slotsOfFirst(columns: Record<string, string[]>, pairing: Pairing) {
  const meta = pl.DataFrame(columns), pairs = findPairs(meta, pairing);
  const members = pairs.groups[0]!.rows;
  const queries = Array.from(members, (row) => {
    const base = pairs.baseOf[row]!;
    return { row, base, candidates: pairs.bases[base]! };
  });
  return slotsOf({ group: 0, members, queries }, pairs, meta.height);
}

Deno.test("slotsOf() counts positives by place, replicates of the same plate left out", () => {
  const slots = slotsOfFirst({
    compound: ["b", "a", "b", "b", "a"],
    plate: ["P", "P", "P", "Q", "Q"],
  }, { posSameBy: ["compound"], posDiffBy: ["plate"] });
  // Members are rows 0, 2 and 3, all with the same negatives.
  assertEquals(new Set(slots.map(({ negative }) => negative)).size, 1);
  assertEquals([...slots[0]!.negative], [0, 1, 0, 0, 1]);
  assertEquals(slots.map(({ place }) => place), [0, 1, 2]);
  assertEquals(slots.map(({ positives }) => [...positives]), [[2], [2], [0, 1]]);
});

Deno.test("slotsOf() tells negatives from members and from what the pairing leaves out", () => {
  const columns = {
    moa: ["m", "m", "n", "n", "n"],
    compound: ["a", "b", "a", "c", "d"],
  };
  const slots = slotsOfFirst(columns, { posSameBy: ["moa"], negDiffBy: ["moa", "compound"] });
  // Row 2 is a dose of compound a: no negative of row 0, one of row 1.
  assertEquals(slots.map(({ negative }) => [...negative]), [[0, 0, 0, 1, 1], [0, 0, 1, 1, 1]]);
  assertEquals(slots.map(({ excluded }) => [...excluded]), [[0, 1, 2], [0, 1]]);
  assertEquals([...outside(slots)].sort(), [2, 3, 4]);
  assertEquals([...outside(slots.slice(0, 1))].sort(), [3, 4]);
});

Deno.test("slotsOf() takes controls of the query's own plate only", () => {
  const slots = slotsOfFirst({
    compound: ["a", "a", "DMSO", "DMSO", "DMSO"],
    plate: ["P", "Q", "P", "Q", "Q"],
  }, {
    posSameBy: ["compound"],
    negSameBy: ["plate"],
    controls: [false, false, true, true, true],
  });
  assertEquals(slots.map(({ negative }) => [...negative]), [[0, 0, 1, 0, 0], [0, 0, 0, 1, 1]]);
  assertEquals(slots.map(({ excluded }) => excluded.length), [0, 0]);
});
