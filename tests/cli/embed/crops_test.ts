import { assert, assertEquals, assertRejects } from "@std/assert";
import { areasOf, cropOf, takesCrops } from "../../../lib/cli/embed/crops.ts";
import { embedScreen } from "../../../lib/cli/embed/run.ts";
import { loadEmbedder } from "../../../lib/cli/embedders.ts";
import { readScreenCells } from "../../../lib/cli/train/cells.ts";
import { vectorsOf } from "../../../lib/cli/train/vectors.ts";
import { Random } from "../../../lib/core/random.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { labelFile, writeLabels } from "../../../lib/data/label_files.ts";
import { readProfiles } from "../../../lib/data/profiles_file.ts";
import { readTrueCells } from "../../../lib/data/screen/true_cells.ts";
import { openBackend } from "../../../lib/learn/backend.ts";
import { decodeModel, withWeights } from "../../../lib/learn/model_file.ts";
import { hcsSmall } from "../../../lib/learn/nets/hcs_small.ts";
import { writeSmallScreen } from "../train/small_screen.ts";

const shipped = new URL("../../../data/models/hcs_small/weights.safetensors", import.meta.url);

Deno.test("takesCrops() is for cells of a network that learned cells", () => {
  const unit = { kind: "cell", side: 64, labels: "labels", compartment: "cells" } as const;
  assertEquals([takesCrops({ crops: true }, unit), takesCrops({}, unit)], [true, false]);
  assertEquals(takesCrops({ crops: true }, { kind: "tile", side: 64 }), false);
});

Deno.test("squares at the border are moved inside as training moves them, where there is room", async () => {
  const labels = await Deno.makeTempDir();
  const where = { plate: "P", well: "A01", site: 1 }, size = { width: 4, height: 3 };
  const data = Uint16Array.from({ length: 12 }, (_, i) => i);
  const field = { ...size, channels: [{ name: "DAPI", data }], pixelSize: NaN, where };
  const numbers = new Int32Array(12);
  numbers[0] = 1;
  numbers[11] = 2;
  await writeLabels(labelFile(labels, where, "cells"), { ...size, labels: numbers });
  const unit = (side: number) => ({ kind: "cell", side, labels, compartment: "cells" }) as const;
  const areas = await areasOf(field, unit(3), { inside: true });
  assertEquals(areas.map(({ left, top }) => [left, top]), [[0, 0], [1, 0]]);
  assertEquals([...cropOf(field, areas[1]!)], [1, 2, 3, 5, 6, 7, 9, 10, 11]);
  assertEquals((await areasOf(field, unit(3))).map(({ left, top }) => [left, top]), [
    [-1, -1],
    [2, 1],
  ]);
  await assertRejects(() => areasOf(field, unit(4), { inside: true }), Error, "at least 4 × 4");
  await Deno.remove(labels, { recursive: true });
});

Deno.test("embed gives hcs_small's vectors of cells as its training does", async () => {
  await using folder = await writeSmallScreen();
  const log = () => {}, { tf } = await openBackend({ log });
  const index = await readIndex(`${folder.screen}/index.csv`);
  const fields = index.fields.filter(({ plate }) => plate === index.fields[0]!.plate);
  const centres = await readTrueCells(folder.screen), labels = `${folder.root}/labels`;
  // One pixel a cell, where training has its middle: both see the same squares.
  for (const field of fields) {
    const numbers = new Int32Array(96 * 96);
    centres(field).forEach(({ x, y }, i) => {
      const inside = (at: number) => Math.min(95, Math.max(0, Math.round(at - 0.5)));
      numbers[inside(y) * 96 + inside(x)] = i + 1;
    });
    const file = labelFile(labels, field, "cells");
    await writeLabels(file, { width: 96, height: 96, labels: numbers });
  }
  const read = await readScreenCells([folder.screen], { side: 64, most: 1e6, seed: 1 });
  const own = read.cells.filter(({ plate }) => plate === fields[0]!.plate);
  const model = decodeModel(await Deno.readFile(shipped), "hcs_small");
  const network = hcsSmall({ channels: 3, classes: model.classes.length }, new Random(1));
  const trained = await vectorsOf(tf, withWeights(network, model), { ...read, cells: own });
  const { embedder, engine, sha256 } = await loadEmbedder("hcs_small", { log });
  const out = `${folder.root}/cells.csv`;
  await embedScreen({
    index: { ...index, fields },
    embedder,
    engine,
    weights: sha256,
    settings: {
      unit: { kind: "cell", side: embedder.size, labels, compartment: "cells" },
      mean: false,
      channels: [...embedder.channelNames!],
    },
    out,
  });
  embedder.dispose();
  const { values } = await readProfiles(out);
  assertEquals(values.length, trained.length);
  // Training shuffles the cells of a field.
  const rows = (all: ArrayLike<number>) =>
    Array.from(
      { length: all.length / 192 },
      (_, i) => Array.from(all).slice(192 * i, 192 * (i + 1)),
    );
  const expected = rows(trained),
    nearest = rows(values).map((row) =>
      Math.min(...expected.map((other) => Math.max(...row.map((v, j) => Math.abs(v - other[j]!)))))
    );
  assert(Math.max(...nearest) < 1e-4, `off by ${Math.max(...nearest)}`);
});
