import { assertEquals } from "@std/assert";
import { activityRows, barName, sayActive } from "../../../lib/cli/own_screen/activity_rows.ts";

const well = (treatment: string, place: string) => ({
  plate: "P1",
  well: place,
  treatment,
  compound: treatment,
  moa: null,
  control: treatment === "DMSO",
});
const test = (significant: boolean) => ({
  pValue: significant ? 0.01 : 0.5,
  corrected: significant ? 0.02 : 0.5,
  significant,
  arrangements: 100,
  exact: true,
  smallest: 0.02,
  decidable: true,
});
const group = (name: string, normalized: number, significant: boolean) => ({
  group: name,
  meanAveragePrecision: 0.9,
  normalized,
  profiles: 2,
  tests: { usual: test(significant) },
});

Deno.test("activityRows() puts active treatments first, the furthest first, and leaves controls out", () => {
  const wells = ["DMSO", "near", "far", "idle", "alone"].flatMap((name, i) => [
    well(name, `A0${i + 1}`),
    well(name, `B0${i + 1}`),
  ]);
  const distances = new Map([["near", 2], ["far", 5], ["idle", 9], ["alone", 1]]);
  const groups = [group("near", 1, true), group("far", 0.8, true), group("idle", 0.1, false)];
  const rows = activityRows(wells, distances, { groups });
  assertEquals(rows.map(({ treatment, active }) => [treatment, active]), [
    ["far", true],
    ["near", true],
    ["idle", false],
    ["alone", null],
  ]);
  assertEquals([rows[0]?.p, rows[0]?.byPosition, rows[3]?.strength, rows[3]?.wells], [
    0.01,
    null,
    null,
    2,
  ]);
});

Deno.test("activityRows() calls a group without a p-value untested", () => {
  const none = { ...group("a", 1, false), tests: { usual: { ...test(false), pValue: NaN } } };
  const [row] = activityRows([well("a", "A01")], new Map(), { groups: [none] });
  assertEquals([row?.active, row?.p, row?.strength], [null, null, 1]);
});

Deno.test("activityRows() counts the wells that were used beside those that were laid out", () => {
  const wells = [well("a", "A01"), well("a", "A02"), well("b", "A03")];
  const rows = activityRows(wells, new Map(), undefined, [wells[1]!]);
  assertEquals(rows.map(({ treatment, wells, laid }) => [treatment, wells, laid]), [
    ["a", 1, 2],
    ["b", 0, 1],
  ]);
});

Deno.test("activityRows() does not call inactive what no wells of its number could be called active", () => {
  const usual = { ...test(false), smallest: 0.07, decidable: false };
  const position = { ...usual, smallest: 0.13 };
  const few = { ...group("a", 1, false), tests: { usual, position } };
  const wells = ["A01", "A02", "A03"].map((place) => well("a", place));
  const [row] = activityRows(wells, new Map(), { groups: [few] });
  assertEquals([row?.active, row?.byPosition, row?.smallest, row?.p], [null, null, 0.07, 0.5]);
  assertEquals(sayActive(row!), "cannot tell: smallest possible corrected p is 0.07 with 3 wells");
});

Deno.test("sayActive() and barName() tell what could not be told from what does nothing", () => {
  const row = { treatment: "a", wells: 2, smallest: 0.02 };
  const all = [
    { ...row, active: true },
    { ...row, active: false },
    { ...row, active: null },
    { ...row, active: null, smallest: null, wells: 1 },
  ];
  assertEquals(all.map(sayActive), [
    "yes",
    "no",
    "cannot tell: smallest possible corrected p is 0.02 with 2 wells",
    "not tested: 1 well",
  ]);
  assertEquals(all.map(barName), ["a", "a", "a (cannot tell)", "a (not tested)"]);
});
