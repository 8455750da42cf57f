import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../../lib/core/files.ts";
import { weightsDigest } from "../../../lib/cli/segmenters/weights_digest.ts";
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

Deno.test("stepMethods() tells weights of one's own from those of the project, by name and content", async () => {
  const weightsOf = async (weights: StepsOf["segmentation"]["weights"]) => {
    const rows = await stepMethods({ ...own, segmentation: { ...own.segmentation, weights } });
    const { settings } = rows.find(({ name }) => name === "openNucleusFinder")!;
    return settings.find(({ name }) => name === "weights")?.value;
  };
  const digest = await weightsDigest("network");
  assertEquals(await weightsOf({}), `the usual ones, SHA-256 ${digest}`);
  const checkpoint = join(projectRoot, "data", "models", "nucleus", "weights.safetensors");
  assertEquals(await weightsOf({ checkpoint }), `weights.safetensors, SHA-256 ${digest}`);
  await assertRejects(() => weightsOf({ checkpoint: "nowhere.safetensors" }), Error, "nowhere");
});

Deno.test("stepMethods() names a network that finds cells, and what is done to images before", async () => {
  const file = new URL("../../learn/cellpose/fixtures/tiny.pth", import.meta.url);
  const cellNetwork = {
    method: "cellpose" as const,
    weights: { checkpoint: fileURLToPath(file) },
    diameter: { value: 30, unit: "px" as const },
  };
  const corrected = { illumination: "/a/light", background: 50 };
  const segmentation = { ...own.segmentation, cells: ["AGP"], cellNetwork, ...corrected };
  const rows = await stepMethods({ ...own, segmentation });
  assertEquals(rows.map(({ name }) => name), [
    "fieldQuality",
    "flagFields",
    "correctIllumination",
    "subtractBackground",
    "openNucleusFinder",
    "cellpose",
    "cellsAround",
    "measureField",
  ]);
  assert(rows.every(({ summary }) => summary.length > 20));
  const said = Object.fromEntries(rows[5]!.settings.map(({ name, value }) => [name, value]));
  assert(said.weights!.startsWith("tiny.pth, SHA-256 "), said.weights);
  assertEquals([said.channels, said.diameter], ["AGP, DNA", "30 px"]);
  assertEquals(rows[3]!.settings.map(({ value }) => value), ["50 px"]);
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
  assert(rows.every(({ settings }) => settings.every(({ name }) => name !== "weights")));
  for (const { settings, defaults } of rows) {
    const said = new Set(settings.map(({ name }) => name));
    assert(defaults.every(({ name }) => !said.has(name)));
  }
  const magic = { ...nuclei, method: "magic" };
  await assertRejects(() => stepMethods({ ...own, segmentation: magic }), Error, "magic");
});
