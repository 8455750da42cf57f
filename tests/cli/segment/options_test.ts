import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { dirname, isAbsolute } from "node:path";
import { segmentChoice, segmentSettings } from "../../../lib/cli/segment/options.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { illuminationFile } from "../../../lib/data/illumination_files.ts";
import { invocation } from "../invocation.ts";

const fields = [{ plate: "P1", well: "B02", site: 1, files: {}, pixelSize: NaN, metadata: {} }];
const index = { channels: ["DAPI", "Tubulin", "Actin"], fields };
const method = "classical";

Deno.test("segmentSettings() takes what is usual where nothing is chosen, and what is chosen", async () => {
  assertEquals(await segmentSettings(segmentChoice(invocation({})), index, { method }), {
    method,
    weights: { checkpoint: undefined, model: undefined },
    nuclei: "DAPI",
    cells: ["Tubulin", "Actin"],
    cellNetwork: undefined,
    diameter: undefined,
    border: "keep",
    illumination: undefined,
    background: undefined,
  });
  const words = {
    ...{
      method: "network",
      checkpoint: "mine.safetensors",
      nuclei: "Actin",
      cells: "DAPI, Tubulin",
    },
    ...{ diameter: "12um", border: "mark", background: "50" },
  };
  const chosen = await segmentSettings(segmentChoice(invocation(words)), index, { method });
  assert(isAbsolute(chosen.weights.checkpoint!));
  assertEquals(chosen, {
    ...chosen,
    method: "network",
    nuclei: "Actin",
    cells: ["DAPI", "Tubulin"],
    diameter: { value: 12, unit: "µm" },
    border: "mark",
    background: 50,
  });
});

Deno.test("segmentSettings() reads a choice that went through JSON alike, as a notebook gets it", async () => {
  const words = { "cells-method": "cellpose", cells: "Actin", "cells-diameter": "30px" };
  const choice = segmentChoice(invocation(words));
  const direct = await segmentSettings(choice, index, { method });
  const turned = Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(choice))).reverse());
  const again = await segmentSettings(turned, index, { method });
  assertEquals(JSON.stringify(again), JSON.stringify(direct));
  assertEquals(direct.cellNetwork, {
    method: "cellpose",
    weights: { model: "cyto" },
    diameter: { value: 30, unit: "px" },
  });
});

Deno.test("segmentChoice() and segmentSettings() name what cannot be", async () => {
  for (
    const [words, message] of [
      [{ border: "cut" }, "keep, mark, remove"],
      [{ "cells-checkpoint": "a.pth" }, "--cells-checkpoint is for cells that a network finds"],
      [{ "cells-method": "cellpose", "cells-diameter": "30" }, "--cells-diameter must be a length"],
    ] as const
  ) assertThrows(() => segmentChoice(invocation(words)), InputError, message);
  for (
    const [choice, message] of [
      [{ nuclei: "DNA" }, "DAPI, Tubulin, Actin"],
      [{ cells: "ER" }, "DAPI, Tubulin, Actin"],
      [{ illumination: "/nowhere" }, "the light of plate P1, channel DAPI"],
    ] as const
  ) await assertRejects(() => segmentSettings(choice, index, { method }), InputError, message);
});

Deno.test("segmentSettings() asks for the light of all channels where all are measured", async () => {
  const folder = await Deno.makeTempDir();
  const choice = { cells: "none", illumination: folder };
  const asked = (all: boolean) =>
    assertRejects(() => segmentSettings(choice, index, { method, all }), InputError, "DAPI");
  await asked(false);
  const file = illuminationFile(folder, "P1", "DAPI");
  await Deno.mkdir(dirname(file), { recursive: true });
  await Deno.writeTextFile(file, "");
  assertEquals((await segmentSettings(choice, index, { method })).illumination, folder);
  const both = () => segmentSettings(choice, index, { method, all: true });
  await assertRejects(both, InputError, "Tubulin");
  await Deno.remove(folder, { recursive: true });
});
