import { assertAlmostEquals, assertEquals } from "@std/assert";
import { resourcesFrom, usualResources } from "../../../lib/cli/workflow/resources.ts";
import { handSheet } from "../cost/sheet.ts";

Deno.test("resourcesFrom() asks for core seconds a field, memory a thread, and what wells hold", () => {
  const screen = { width: 200, height: 100, channels: 2, wells: 400 };
  const { start, steps } = resourcesFrom(handSheet, screen);
  // A start of 36 s beside the 30 s of a node that is new to it.
  assertEquals(start, 66);
  // 3 s of two threads, twice the pixels.
  assertEquals(steps.segment, { seconds: 12, mb: 600, mb_a_thread: 400 });
  // Ten cells × 50 features × 8 bytes, three times, twice the pixels.
  assertAlmostEquals(steps.wells.mb_a_field!, 0.024);
  // normalize 4 s, activity four times 8 s, for twice the wells measured.
  assertEquals(steps.together, { seconds: 36, mb: 2000, mb_a_thread: 0 });
});

Deno.test("resourcesFrom() keeps the guess of a step that was not measured, and guesses stay as they are", () => {
  const before = structuredClone(usualResources);
  const screen = { width: 100, height: 100, channels: 2, wells: 200 };
  assertEquals(resourcesFrom(handSheet, screen).steps.measure, usualResources.steps.measure);
  assertEquals(usualResources, before);
  const said = (without: "embed"[], sheet = handSheet) =>
    resourcesFrom(sheet, screen, without).source;
  assertEquals(
    said([]),
    "measured by c2s cost on 12 fields with 2 threads, by a method it did not keep " +
      "(illumination, measure, wells: generous guesses, not measured)",
  );
  const bare = {
    ...handSheet,
    perField: handSheet.perField.filter(({ step }) => step !== "embed"),
  };
  assertEquals(said([], bare).includes("measure, embed, wells"), true);
  assertEquals(said(["embed"], bare).includes("embed"), false);
  assertEquals(said([], { ...handSheet, method: "network" }).includes("nuclei by network"), true);
});
