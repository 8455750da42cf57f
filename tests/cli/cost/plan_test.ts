import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { knownScreens, planScreen } from "../../../lib/cli/cost/plan.ts";
import { readTable } from "../../../lib/data/table/table.ts";
import { mirrored } from "../../data/mirror.ts";
import { handSheet } from "./sheet.ts";

const same = { name: "same", images: 7200, fields: 3600, plates: 10, wells: 200, channels: 2 };
const screen = { ...same, width: 100, height: 100 };
const hoursOf = (plan: ReturnType<typeof planScreen>, step: string) =>
  plan.steps.find((one) => one.step === step)!.hours;

Deno.test("planScreen() multiplies seconds by fields, and pays for a start once a plate", () => {
  const plan = planScreen(handSheet, screen);
  assertEquals([plan.scale, plan.measured], [1, true]);
  assertAlmostEquals(hoursOf(plan, "quality").value, 1 + 10 * 36 / 3600);
  assertAlmostEquals(hoursOf(plan, "segment").value, 3);
  // Two values, 2 and 4: Student's t with one degree of freedom, s / √n = 1.
  assertAlmostEquals(hoursOf(plan, "segment").high, 3 + 12.706);
  assertEquals(hoursOf(plan, "segment").low, 0);
});

Deno.test("planScreen() scales by pixels and channels, a network's share only by what reading takes", () => {
  const plan = planScreen(handSheet, { ...screen, width: 200, height: 300, channels: 4 });
  assertEquals([plan.scale, plan.measured], [12, false]);
  assertAlmostEquals(hoursOf(plan, "segment").value, 36);
  assertAlmostEquals(hoursOf(plan, "embed").value, 3 + 11 * 1);
  const size = (what: string) => plan.gigabytes.find((one) => one.what === what)!.size;
  assertAlmostEquals(size("images"), 3600 * 200 * 300 * 4 * 2 / 1e9);
  // Labels have no channels, an embedding has one length.
  assertAlmostEquals(size("segment"), 6 * 3.6);
  assertAlmostEquals(size("embed"), 3.6);
});

Deno.test("planScreen() shares whole plates among machines and leaves what sees all to one", () => {
  const { machines, together } = planScreen(handSheet, screen, [1, 4, 6, 10, 40]);
  assertAlmostEquals(together.value, 10 / 3600);
  const [one, four, six, ten, forty] = machines.map(({ hours }) => hours.value - together.value);
  assertAlmostEquals(four! / one!, 3 / 10);
  assertAlmostEquals(six! / one!, 2 / 10);
  assertAlmostEquals(ten! / one!, 1 / 10);
  assertAlmostEquals(forty!, ten!);
});

Deno.test("planScreen() lets what sees all wells grow as measured, between row by row and all pairs", () => {
  const { together } = planScreen(handSheet, { ...screen, wells: 2000 });
  // Tenfold wells: normalize grew with exponent 1, activity with 3, which is kept at 2.
  assertAlmostEquals(together.value, (2 * 10 + 8 * 100) / 3600);
  assertAlmostEquals(together.low, (2 + 8) * 10 / 3600);
  assertAlmostEquals(together.high, (2 + 8) * 100 / 3600);
});

Deno.test("planScreen() doubles machines up to one a plate unless told otherwise", () => {
  const { machines } = planScreen(handSheet, screen);
  assertEquals(machines.map((one) => one.machines), [1, 2, 4, 8, 10]);
});

Deno.test("BBBC021 has as many images as fields times channels", () => {
  const { images, fields, channels } = knownScreens.bbbc021!;
  assertEquals(images, fields * channels);
});

const experiment = await mirrored("benchmarks/JUMPCP/metadata/experiment-metadata.tsv");

Deno.test({
  name: "CPJUMP1 has the plates and images that its experiment table lists",
  ignore: experiment === undefined,
  fn: async () => {
    const table = await readTable(experiment!, {
      Assay_Plate_Barcode: { type: "text" },
      Number_of_images: { type: "integer" },
    }, { what: "the experiment table" });
    const images = table.getColumn("Number_of_images").sum();
    const { plates, images: known } = knownScreens.cpjump1!;
    assertEquals([table.height, images], [plates, known]);
    assert(known > 3e6);
  },
});
