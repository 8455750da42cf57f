import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import {
  channelNames,
  resolveSettings,
  type ScreenOptions,
} from "../../../lib/data/simulate/options.ts";

Deno.test("resolveSettings() fills in a default screen that holds every compound", () => {
  const { compounds, weeks, plates, seed } = resolveSettings();
  assertEquals([compounds.length, weeks, plates, seed], [38, 3, 3, 2021]);
});

Deno.test("resolveSettings() lets options change a size, and ignores those left undefined", () => {
  const settings = resolveSettings({ size: "small", width: 300, height: undefined });
  assertEquals([settings.width, settings.height], [300, 256]);
});

Deno.test("resolveSettings() names the bad option, its value and what is allowed", () => {
  const bad: [ScreenOptions, string][] = [
    [{ width: 10 }, "column width: found 10, allowed: a whole number from 96 to 4096"],
    [{ sites: 1.5 }, "column sites: found 1.5, allowed: a whole number from 1 to 16"],
    [{ controls: 0.9 }, "column controls: found 0.9, allowed: a number from 0.05 to 0.6"],
    [{ batch: NaN }, "column batch: found NaN, allowed: a number from 0 to 3"],
    [{ seed: -1 }, "column seed: found -1"],
    [{ compounds: ["aspirin"] }, 'column compounds: found "aspirin"'],
    [{ compounds: [] }, "column compounds"],
    [
      { size: "huge" as unknown as "large" },
      'column size: found "huge", allowed: small, default, large',
    ],
    [{ stain: "grey" as unknown as "cell-painting" }, 'column stain: found "grey"'],
  ];
  for (const [options, message] of bad) {
    assertThrows(() => resolveSettings(options), InputError, message);
  }
});

Deno.test("channelNames() are BBBC021's three or the five of Cell Painting", () => {
  assertEquals(channelNames("cytoskeleton"), ["DAPI", "Tubulin", "Actin"]);
  assertEquals(channelNames("cell-painting"), ["DNA", "ER", "RNA", "AGP", "Mito"]);
});
