import { assert, assertEquals, assertRejects } from "@std/assert";
import { stepMethods, type StepsOf } from "../../../lib/cli/own_screen/step_methods.ts";

const own: StepsOf = {
  segmentation: {
    method: "network",
    weights: {},
    nuclei: "DNA",
    cells: ["ER", "AGP"],
    border: "keep",
  },
  families: ["AreaShape", "Texture"],
  skipBad: true,
};

Deno.test("stepMethods() says what each step was told, in words of the functions that do it", async () => {
  const rows = await stepMethods(own);
  assert(rows.every(({ summary, cells }) => summary.length > 20 && cells.length === 0));
  const said = (name: string) =>
    Object.fromEntries(
      rows.find((row) => row.name === name)!.settings.map(({ name, value }) => [name, value]),
    );
  assertEquals(said("openNucleusFinder").diameter, "found in each field");
  assertEquals(said("segmentCells").channels, "ER, AGP");
  assertEquals(said("measureField").families, "AreaShape, Texture");
  assertEquals(said("flagFields")["fields that cannot be read"], "left out");
});

Deno.test("stepMethods() of nuclei alone has no cells, and the method is the one that ran", async () => {
  const nuclei = { ...own.segmentation, cells: [], method: "classical" };
  const rows = await stepMethods({ ...own, segmentation: nuclei });
  assertEquals(rows.map(({ name }) => name), [
    "fieldQuality",
    "flagFields",
    "segmentNuclei",
    "measureField",
  ]);
  // What was said is not said again as what is usual.
  for (const { settings, defaults } of rows) {
    const said = new Set(settings.map(({ name }) => name));
    assert(defaults.every(({ name }) => !said.has(name)));
  }
  const magic = { ...nuclei, method: "magic" };
  await assertRejects(() => stepMethods({ ...own, segmentation: magic }), Error, "magic");
});
