import { assertEquals, assertStringIncludes } from "@std/assert";
import type { ActivityRow } from "../../../lib/cli/own_screen/activity_rows.ts";
import { inShort, type Results } from "../../../lib/cli/own_screen/in_short.ts";
import { escapeHtml } from "../../../lib/show/html.ts";
import { renderMarkdown } from "../../../lib/show/report/markdown.ts";

const row = (treatment: string, active: boolean | null, more: Partial<ActivityRow> = {}) => ({
  treatment,
  compound: treatment,
  moa: "x",
  wells: 3,
  laid: 3,
  distance: 1,
  precision: 0.5,
  strength: 0.5,
  p: 0.01,
  corrected: 0.02,
  smallest: 0.01,
  active,
  byPosition: null,
  ...more,
});
const set = (moas: string[], unseen = false) => ({
  row: 0,
  moas,
  plausibility: [],
  known: 0.5,
  unseen,
});
const results = (more: Partial<Results>): Results => ({
  rows: [row("taxol", true), row("idle", false)],
  byPosition: "1",
  scored: undefined,
  given: true,
  sets: new Map(),
  doubts: ["**One plate.** A gradient looks like a drug.", "**Few cells.** Of taxol."],
  ...more,
});

Deno.test("inShort() names who is active, what cannot be told and why, and the gravest doubt alone", () => {
  const few = { smallest: 0.07, wells: 3 }, alone = { smallest: null, p: null, wells: 1 };
  const rows = [
    row("taxol", true),
    row("idle", false),
    row("rare", null, few),
    row("seldom", null, few),
    row("lone", null, alone),
  ];
  assertEquals(inShort(results({ rows })), [
    "**Active:** 1 of 2 tested treatments are active (false discovery rate 5 %): taxol; against " +
    "positions: 1. Not active: idle.",
    "**Mechanisms:** every active treatment has a given one. Too few are given to ask how often " +
    "they are found again.",
    "**Could not be told:** whether rare, seldom are active (smallest possible corrected p is " +
    "0.07 with 3 wells); whether lone is active (not tested: 1 well).",
    "**Strongest caution:** One plate. A gradient looks like a drug.",
  ]);
});

Deno.test("inShort() names no mechanism where no treatment is active", () => {
  const [, mechanisms] = inShort(results({ rows: [row("idle", false)] }));
  assertStringIncludes(mechanisms ?? "", "**Mechanisms:** no treatment is active that could be");
});

Deno.test("inShort() says which treatments resemble which mechanism, and which resemble none", () => {
  const names = ["a", "b", "c", "d", "e"];
  const sets = new Map([
    ["a", set(["tubulin"])],
    ["b", set(["tubulin"])],
    ["c", set(["actin", "tubulin"])],
    ["d", set([], true)],
    ["e", set(["p", "q", "r", "s"])],
  ]);
  const rows = names.map((name) => row(name, true, { moa: null }));
  const share = { hits: 17, total: 21, share: 17 / 21, interval: { low: 0.6, high: 0.95 } };
  const [, mechanisms] = inShort(results({ rows, sets, scored: { share, chance: 0.067 } }));
  assertEquals(
    mechanisms,
    "**Mechanisms:** of the active treatments whose mechanism is not given, a, b are like tubulin; c is " +
      "like one of actin, tubulin; d is like none of the known mechanisms; e is like too many to say. " +
      "Of the treatments with a given mechanism, 17 of 21 = 81.0 % (95 % interval 60.0 % to 95.0 %) " +
      "have a treatment of the same mechanism as their nearest neighbour among other compounds (NSC); " +
      "by chance 6.7 %.",
  );
});

Deno.test("inShort() says why no mechanism is named where none can be", () => {
  const rows = [row("a", true, { moa: null })];
  const said = (more: Partial<Results>) => inShort(results({ rows, ...more }))[1]!;
  assertStringIncludes(said({ given: false }), "the index gives none");
  assertStringIncludes(said({}), "too few are given");
  assertStringIncludes(inShort(results({ rows: [] }))[0]!, "of no treatment can it be told");
});

Deno.test("inShort() takes a set of all mechanisms there are for what it is: nothing is known", () => {
  const known = ["actin", "tubulin"].map((moa) => row(moa, true, { moa }));
  const rows = [...known, row("new", true, { moa: null })];
  const [, mechanisms] = inShort(
    results({ rows, sets: new Map([["new", set(["actin", "tubulin"])]]) }),
  );
  assertStringIncludes(
    mechanisms!,
    "new is of any mechanism, for all that can be told: none is ruled out",
  );
});

Deno.test("inShort() shows names of a stranger's table as they are, and runs nothing in them", () => {
  const names = ["<unknown> 3 µM", "~~A~~", "_B_ [c](d)", '<img src=x onerror="alert(1)">'];
  const acting = names.map((name) => row(name, true, { moa: null }));
  const rows = [
    ...acting,
    row("*idle*", false, { moa: "y" }),
    row("**untold**", null, { moa: "z" }),
    row("third", false, { moa: "x" }),
  ];
  const sets = new Map([
    [names[0]!, set(["<b>tubulin</b>"])],
    [names[1]!, set(["*p*", "_q_"])],
    [names[2]!, set([], true)],
    [names[3]!, set([], true)],
  ]);
  const lines = inShort(results({ rows, sets }));
  const { html } = renderMarkdown(lines.map((line) => `- ${line}`).join("\n"), "t");
  assertEquals(
    [...html.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag).filter((tag) =>
      !/^(ul|li|strong)$/.test(tag!)
    ),
    [],
  );
  const told = [...names, "*idle*", "**untold**", "<b>tubulin</b>", "one of *p*, _q_"];
  for (const text of told) assertStringIncludes(html, escapeHtml(text));
});
