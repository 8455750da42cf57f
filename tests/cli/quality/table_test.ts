import { assertAlmostEquals, assertEquals } from "@std/assert";
import { qualityTable } from "../../../lib/cli/quality/table.ts";
import { featureValues, metaValues } from "../../../lib/core/profiles.ts";
import { flagFields } from "../../../lib/image/outliers.ts";
import { fieldQuality } from "../../../lib/image/quality.ts";

const channels = ["DAPI", "Actin"];
const images = { DAPI: [0, 0, 65535, 65535], Actin: [100, 100, 100, 100] };
const field = {
  width: 2,
  height: 2,
  channels: channels.map((name) => ({
    name,
    data: Uint16Array.from(images[name as keyof typeof images]),
  })),
  pixelSize: 0.5,
  where: { plate: "P1", well: "B02", site: 7 },
};

const other = { plate: "P1", well: "B03", site: 1 };

Deno.test("qualityTable() counts brightness from 0 to 1 and shares in percent, as CellProfiler does", () => {
  const flags = flagFields([fieldQuality(field)]);
  const metadata = { Metadata_Compound: null, Metadata_Plate: "own" };
  const row = { ...field.where, files: {}, pixelSize: 0.5, metadata };
  const table = qualityTable(flags, [row], channels);
  const of = (name: string) => [...featureValues(table, name)];
  assertEquals(of("ImageQuality_MaxIntensity"), [1, 100 / 65535]);
  assertEquals(of("ImageQuality_PercentMaximal"), [50, 100]);
  assertEquals(of("ImageQuality_MeanIntensity"), [0.5, 100 / 65535]);
  assertEquals(of("ImageQuality_StdIntensity"), [0.5, 0]);
  // Variance over mean of 0, 0, 1, 1.
  assertAlmostEquals(of("ImageQuality_FocusScore")[0]!, 0.25 / 0.5, 1e-12);
  assertEquals(of("Quality_Objects"), [0, 0]);
  assertEquals(metaValues(table.meta, "Metadata_Channel"), channels);
  assertEquals(metaValues(table.meta, "Metadata_Plate"), ["P1", "P1"]);
  assertEquals(metaValues(table.meta, "Metadata_FieldFlags")[0], flags[0]!.flags.join(" "));
  assertEquals(metaValues(table.meta, "Metadata_Compound"), [null, null]);
  assertEquals(table.values.some(Number.isNaN), false);
});

Deno.test("qualityTable() says of one channel that it is saturated, and of all the flags of the field", () => {
  const flags = flagFields([fieldQuality(field), fieldQuality({ ...field, where: other })]);
  const rows = [field.where, other].map((where) => ({
    ...{ ...where, files: {}, pixelSize: 0.5, metadata: {} },
  }));
  const { meta } = qualityTable(flags, rows, channels);
  assertEquals(metaValues(meta, "Metadata_ChannelFlags"), ["saturated", null, "saturated", null]);
  assertEquals(metaValues(meta, "Metadata_FieldFlags"), Array(4).fill("saturated empty"));
});
