import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { Random } from "../../../lib/core/random.ts";
import { dealWeeks, layOut } from "../../../lib/data/simulate/layout.ts";
import { COMPOUNDS, ONE_WEEK_MECHANISMS } from "../../../lib/data/simulate/treatments.ts";

const all = COMPOUNDS.map(({ compound }) => compound);

Deno.test("dealWeeks() puts each mechanism into several weeks, except BBBC021's two", () => {
  const week = dealWeeks(all, 3);
  assertEquals(week.size, 38);
  for (const mechanism of new Set(COMPOUNDS.map((entry) => entry.mechanism))) {
    const weeks = new Set(
      COMPOUNDS.filter((entry) => entry.mechanism === mechanism).map((e) => week.get(e.compound)),
    );
    if (ONE_WEEK_MECHANISMS.includes(mechanism)) assertEquals(weeks.size, 1, mechanism);
    else assert(weeks.size >= 2, mechanism);
  }
});

Deno.test("dealWeeks() fills the weeks evenly", () => {
  const load = [0, 0, 0];
  for (const week of dealWeeks(all, 3).values()) load[week]!++;
  assert(Math.max(...load) - Math.min(...load) <= 2, String(load));
});

Deno.test("layOut() uses a well once, inside BBBC021's B02 to G11", () => {
  const wells = layOut(all.slice(0, 13), 2, 0, 0.22, new Random(1));
  assertEquals(new Set(wells.map(({ well }) => well)).size, wells.length);
  for (const { well } of wells) assert(/^[B-G](0[2-9]|1[01])$/.test(well), well);
});

Deno.test("layOut() puts DMSO into both outer columns and among the treatments, a fifth of all", () => {
  const wells = layOut(all.slice(0, 13), 2, 0, 0.22, new Random(1));
  const dmso = wells.filter(({ treatment }) => treatment.compound === "DMSO");
  assert(dmso.some(({ column }) => column === 2));
  assert(dmso.some(({ column }) => column === 11));
  assert(dmso.some(({ column }) => column > 2 && column < 11));
  const share = dmso.length / wells.length;
  assert(share > 1 / 6 && share < 1 / 4, String(share));
});

Deno.test("layOut() keeps the lowest and the highest of many concentrations", () => {
  const doses = layOut(["vincristine"], 2, 0, 0.3, new Random(1))
    .filter(({ treatment }) => treatment.compound === "vincristine")
    .map(({ treatment }) => treatment.concentration);
  assertEquals(doses.sort((a, b) => a - b), [0.003, 3]);
});

Deno.test("layOut() says that a plate is too small, and what to do", () => {
  assertThrows(
    () => layOut(all, 7, 0, 0.22, new Random(1)),
    InputError,
    "allowed: 60 wells. Use more --weeks, fewer --doses, fewer compounds, each named by --compound or",
  );
});

Deno.test("layOut() advises nothing that is at its smallest already", () => {
  const { message } = assertThrows(
    () => layOut(all, 1, 0.6, 0.22, new Random(1)),
    InputError,
    "Use more --weeks, a smaller --unlabelled (0 for none), fewer compounds",
  );
  assertEquals(message.includes("--doses"), false);
});

Deno.test("layOut() gives a share of the compounds a tenth of their lowest concentration, unlabelled", () => {
  const wells = layOut(all.slice(0, 10), 2, 0.3, 0.22, new Random(1));
  const faint = wells.map(({ treatment }) => treatment).filter(({ labelled }) => !labelled);
  assertEquals(faint.length, 3);
  for (const { compound, concentration } of faint) {
    const lowest = COMPOUNDS.find((entry) => entry.compound === compound)!.concentrations[0]!;
    assertAlmostEquals(concentration, lowest / 10, 1e-12);
  }
});
