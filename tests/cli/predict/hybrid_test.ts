import { assertRejects } from "@std/assert";
import { openHybrid } from "../../../lib/cli/predict/hybrid.ts";
import type { Measurements } from "../../../lib/cli/train/join_metadata.ts";
import { hybridFor } from "../../../lib/learn/train_hybrid.ts";

const never = () => {
  throw new Error("no example is read");
};
const image = { side: 16, channels: 2, of: never };

/** A network as it is saved, of images and so many measurements. */
function model(metadata: string[]) {
  const beside = metadata.length === 0 ? {} : { metadata: { columns: metadata.length, of: never } };
  const network = hybridFor({ image, ...beside, targets: [], classes: ["a", "b"] });
  const weights = Object.entries(network.weights).map(([name, { data }]) => [name, data]);
  return {
    network: "hybrid",
    settings: {
      side: 16,
      channels: ["DNA", "ER"],
      metadata,
      mean: metadata.map(() => 0),
      deviation: metadata.map(() => 1),
    },
    classes: ["a", "b"],
    fingerprint: "",
    metrics: {},
    weights: Object.fromEntries(weights),
  };
}

const measurements = (...columns: string[]): Measurements => ({
  columns,
  values: columns.map(() => 900),
  places: new Map([["plate P, well A01", 0]]),
  sites: false,
  file: "cells.csv",
});

Deno.test("openHybrid() wants the measurements that were learned, no more and no less", async () => {
  const options = { channels: ["DNA", "ER"], file: "w.safetensors", out: "", log: () => {} };
  const open = (learned: string[], metadata?: Measurements) =>
    openHybrid(model(learned), metadata === undefined ? options : { ...options, metadata });
  const area = ["Cells_Area"];
  await assertRejects(() => open([], measurements("Cells_Area")), Error, "no measurements");
  await assertRejects(() => open(area), Error, "profiles with Cells_Area");
  await assertRejects(() => open(area, measurements("Cells_Arae")), Error, "column Cells_Area");
  await assertRejects(() => openHybrid(model([]), { ...options, channels: ["DNA"] }), Error);
  (await open([])).dispose();
  (await open(area, measurements("Cells_Other", "Cells_Area"))).dispose();
});
