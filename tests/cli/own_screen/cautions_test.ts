import { assertEquals } from "@std/assert";
import { cautions, type Findings } from "../../../lib/cli/own_screen/cautions.ts";
import type { LayoutFacts } from "../../../lib/cli/own_screen/layout_facts.ts";
import { escapeHtml } from "../../../lib/show/html.ts";
import { renderMarkdown } from "../../../lib/show/report/markdown.ts";

const layout: LayoutFacts = {
  plates: 3,
  wells: 200,
  treatments: 40,
  controls: { least: 16, most: 16 },
  single: [],
  fixed: 0,
  controlsApart: false,
  onOnePlate: 0,
  known: { compounds: 0, alone: 0, treatments: 0, mechanisms: 0 },
  unknown: [],
};
const found = (more: Partial<Findings>, facts: Partial<LayoutFacts> = {}): Findings => ({
  layout: { ...layout, ...facts },
  spoilt: { left: 0, of: 100 },
  excused: [],
  fewCells: [],
  correction: { used: true, reason: "" },
  leaks: [],
  ...more,
});
const described = {
  control: "DMSO",
  lookalikes: [],
  spellings: [],
  mechanisms: [],
  oneLetterApart: [],
  uncontrolled: [],
  lost: { wells: 0, lookalikes: [] },
};
const heads = (...args: Parameters<typeof found>) =>
  cautions(found(...args)).map((line) => /^\*\*(.*)\.\*\*/.exec(line)?.[1]);

Deno.test("cautions() says something even where nothing is odd", () => {
  assertEquals(heads({}), ["A new screen"]);
});

Deno.test("cautions() says each thing only where its number asks for it", () => {
  const moa = { share: 0.5, low: 0.45, high: 0.55, chance: 0.1, scored: 30, left: [] as string[] };
  assertEquals(heads({ moa }), ["A new screen"]);
  assertEquals(heads({ moa: { ...moa, low: 0.1 } }), [
    "Mechanisms no better than chance",
    "A wide interval",
  ]);
  assertEquals(heads({ moa: { ...moa, left: ["x"] } }), ["Mechanisms of one compound"]);
  assertEquals(heads({}, { plates: 1 }), ["One plate"]);
  assertEquals(heads({}, { controls: { least: 7, most: 16 } }), ["Few controls"]);
  assertEquals(heads({}, { controlsApart: true }), ["Controls apart"]);
  assertEquals(heads({ sets: { error: 0.1, smallest: 0.2 } }), ["Sets that rule out nothing"]);
  assertEquals(heads({ sets: { error: 0.1, smallest: 0.05 } }), ["A new screen"]);
  assertEquals(heads({ described }), ["A new screen"]);
  assertEquals(heads({ described: { ...described, lookalikes: ["DMS0"] } }), [
    "Names like the control's",
  ]);
  assertEquals(heads({ described: { ...described, spellings: [["taxol", "Taxol"]] } }), [
    "Compounds in several spellings",
  ]);
  assertEquals(heads({ described: { ...described, mechanisms: [["actin", "Actin"]] } }), [
    "Mechanisms in several spellings",
  ]);
  assertEquals(heads({ described: { ...described, oneLetterApart: [["emetin", "emetine"]] } }), [
    "Names one letter apart",
  ]);
  assertEquals(heads({ described: { ...described, uncontrolled: ["P2"] } }), [
    "Plates without controls",
  ]);
  assertEquals(heads({ unscaled: ["P2"] }), ["Plates left out"]);
  assertEquals(heads({ pixels: "Plates differ." }), ["Pixels of two sizes"]);
  assertEquals(heads({ bits: "Bits differ." }), ["Grey values of two kinds"]);
  assertEquals(heads({ unread: ["P1/B02/1"] }), ["Fields that cannot be read"]);
  assertEquals(heads({ spoilt: { left: 11, of: 100 } }), ["Fields left out"]);
  assertEquals(heads({ correction: { used: false, reason: "Few." } }), ["Plates not corrected"]);
});

Deno.test("cautions() puts its numbers into the sentences", () => {
  const activity = { tested: 40, active: 12, byPosition: 3, hopeless: 5 };
  const [few, place] = cautions(found({ activity }, { fixed: 40 }));
  assertEquals(few?.includes("5 of 40 tested treatments could not have been called active"), true);
  assertEquals(place?.includes("Against positions 3 instead of 12 treatments are active."), true);
  const [cells] = cautions(found({ fewCells: ["a", "b", "c", "d", "e", "f"] }));
  assertEquals(
    cells?.startsWith("**Few cells.** a, b, c, d, e and 1 more leave less than half"),
    true,
  );
});

Deno.test("cautions() puts what the audit refuses to believe before all else", () => {
  const leaks = ["The plate alone names every label.", "The wells do."];
  const more = { leaks, fewCells: ["a"], described: { ...described, lookalikes: ["DMS0"] } };
  const said = heads(more, { single: ["a"], plates: 1 });
  assertEquals(said.slice(0, 3), ["Leakage", "Leakage", "Names like the control's"]);
});

Deno.test("cautions() shows names of a stranger's table as they are, and runs nothing in them", () => {
  const name = '<img src=x onerror="alert(1)"> *B*';
  const moa = { share: 0.5, low: 0.45, high: 0.55, chance: 0.1, scored: 30, left: [name] };
  const said = cautions(found({
    leaks: [`${name} gives away the well.`],
    described: {
      control: "DMSO",
      lookalikes: [name],
      spellings: [[name, "b"]],
      mechanisms: [[name, "b"]],
      oneLetterApart: [[name, "b"]],
      uncontrolled: [name],
      lost: { wells: 1, lookalikes: [] },
    },
    pixels: `0.65 µm on ${name}.`,
    unscaled: [name],
    unread: [name],
    excused: [name],
    fewCells: [name],
    moa,
  }));
  assertEquals(said.length, 12);
  for (const line of said) {
    const { html } = renderMarkdown(line, "t");
    assertEquals(html.split(escapeHtml(name)).length, 2, line);
    assertEquals(/<img|<em/.test(html), false, line);
  }
});

Deno.test("cautions() calls chance what it is told is chance", () => {
  const moa = { share: 0.2, low: 0.1, high: 0.3, chance: 0.12, scored: 30, left: [] };
  assertEquals(
    cautions(found({ moa }))[0],
    "**Mechanisms no better than chance.** The interval of the score begins at 10 %; chance gives 12 %. " +
      "Do not use the names.",
  );
});
