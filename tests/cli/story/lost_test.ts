import { assertEquals } from "@std/assert";
import { lostOutputs } from "../../../lib/cli/story/lost.ts";

const holding = (...shown: { seq: number; update?: number }[]) => ({
  metadata: {},
  cells: [
    { cell_type: "markdown", source: "# Title" },
    {
      cell_type: "code",
      source: "",
      outputs: [
        { output_type: "stream", text: "not counted" },
        ...shown.map((c2s) => ({ output_type: "display_data", metadata: { c2s } })),
      ],
    },
  ],
});

Deno.test("lostOutputs() finds nothing where all outputs and updates are there", () => {
  const notebook = holding({ seq: 1 }, { seq: 2, update: 7 });
  assertEquals(lostOutputs(notebook, { shown: 2, updates: { 2: 7 } }), []);
  assertEquals(lostOutputs(holding(), { shown: 0, updates: {} }), []);
});

Deno.test("lostOutputs() names the outputs that are missing", () => {
  assertEquals(lostOutputs(holding({ seq: 2 }), { shown: 3, updates: {} }), [
    "2 of 3 outputs lost (number 1, 3)",
  ]);
  assertEquals(lostOutputs(holding(), { shown: 20, updates: {} }), [
    "20 of 20 outputs lost (number 1, 2, 3, 4, 5, 6, 7, 8, …)",
  ]);
});

Deno.test("lostOutputs() names the outputs whose last update is missing", () => {
  const notebook = holding({ seq: 1, update: 6 }, { seq: 2 });
  assertEquals(lostOutputs(notebook, { shown: 2, updates: { 1: 7, 2: 1 } }), [
    "2 outputs miss their last update (number 1, 2)",
  ]);
});

Deno.test("lostOutputs() does not trust a kernel that gives no answer", () => {
  assertEquals(lostOutputs(holding(), null), ["the kernel did not say how much it has shown"]);
});

Deno.test("lostOutputs() finds what the solutions of exercises showed", () => {
  const outputs = [{ output_type: "display_data", metadata: { c2s: { seq: 2 } } }];
  const notebook = {
    ...holding({ seq: 1 }),
    metadata: { c2s: { ok: true, solutions: [{ cell: 2, outputs }] } },
  };
  assertEquals(lostOutputs(notebook, { shown: 2, updates: {} }), []);
});
