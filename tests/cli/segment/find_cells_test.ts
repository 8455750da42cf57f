import { assert, assertEquals, assertRejects } from "@std/assert";
import { fileURLToPath } from "node:url";
import { findCells, openCellNetwork } from "../../../lib/cli/segment/find_cells.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { cellsOf } from "./cells_of.ts";

const checkpoint = fileURLToPath(
  new URL("../../learn/cellpose/fixtures/tiny.pth", import.meta.url),
);
const network = { method: "cellpose" as const, weights: { checkpoint } };

Deno.test("findCells() gives each nucleus the cell that the Python package of Cellpose finds", async () => {
  const { field, nuclei, masks, left } = await cellsOf("large cells made smaller");
  const diameter = { value: 44, unit: "px" as const };
  const settings = { nuclei: "DNA", cells: ["Actin"], cellNetwork: { ...network, diameter } };
  const { cells, counts } = await findCells(field, nuclei, settings);
  // Each cell but one has a nucleus in its middle.
  assertEquals(counts, { divided: 0, empty: 1, bare: 0 });
  assert(new Set(nuclei).size > 4);
  const same = cells.reduce((sum, cell, i) => sum + Number((cell > 0) === left(masks[i]!)), 0);
  assert(same / cells.length > 0.995, `${same} of ${cells.length}`);
  for (let i = 0; i < cells.length; i++) if (nuclei[i] !== 0) assertEquals(cells[i], nuclei[i]);
});

Deno.test("findCells() sees the channel of the nuclei, and spreads nuclei without a network", async () => {
  const { field, nuclei } = await cellsOf("large cells made smaller");
  const seen = async (nucleiChannel: string) => {
    const settings = { nuclei: nucleiChannel, cells: ["Actin"], cellNetwork: network };
    return (await findCells(field, nuclei, settings)).cells;
  };
  const [own, other] = [await seen("DNA"), await seen("Actin")];
  assert(own.some((cell, i) => cell !== other[i]));
  const spread = await findCells(field, nuclei, { nuclei: "DNA", cells: ["Actin"] });
  assertEquals([spread.counts, new Set(spread.cells)], [undefined, new Set([0, ...nuclei])]);
});

Deno.test("openCellNetwork() adds the weights' SHA-256, and refuses what a network cannot see or find", async () => {
  assertEquals(await openCellNetwork({ cells: ["ER", "AGP"] }), undefined);
  const opened = await openCellNetwork({ cells: ["Actin"], cellNetwork: network });
  assertEquals([opened?.weights.checkpoint, opened?.weights.sha256?.length], [checkpoint, 64]);
  const refused = (cells: string[], cellNetwork: typeof network, message: string) =>
    assertRejects(() => openCellNetwork({ cells, cellNetwork }), InputError, message);
  await refused(["ER", "AGP"], network, "sees one channel of them: option --cells");
  await refused([], network, 'found "none"');
  const weights = { checkpoint: "nowhere.pth" };
  await refused(["ER"], { ...network, weights }, "no such file");
});
