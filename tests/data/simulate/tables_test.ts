import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { gaussianBlur } from "../../../lib/data/simulate/blur.ts";
import { drawField } from "../../../lib/data/simulate/draw.ts";
import { SATURATION } from "../../../lib/data/simulate/optics.ts";
import type { PlateEffect } from "../../../lib/data/simulate/batch.ts";
import { type FieldPlan, planScreen } from "../../../lib/data/simulate/plan.ts";
import {
  csv,
  fieldTruth,
  imageTable,
  manifest,
  moaTable,
} from "../../../lib/data/simulate/tables.ts";
import { lightingOf, lightOf } from "./pixels_tell.ts";

const plan = planScreen({ size: "small" });

Deno.test("csv() quotes what must be quoted", () => {
  assertEquals(
    csv(["a", "b"], [['say "x"', 1], ["c,d", true]]),
    'a,b\n"say ""x""",1\n"c,d",true\n',
  );
});

Deno.test("imageTable() has BBBC021's thirteen columns in their order", () => {
  const [header, ...rows] = imageTable(plan).trim().split("\n");
  assertEquals(
    header,
    "TableNumber,ImageNumber,Image_FileName_DAPI,Image_PathName_DAPI,Image_FileName_Tubulin," +
      "Image_PathName_Tubulin,Image_FileName_Actin,Image_PathName_Actin," +
      "Image_Metadata_Plate_DAPI,Image_Metadata_Well_DAPI,Replicate,Image_Metadata_Compound," +
      "Image_Metadata_Concentration",
  );
  assertEquals(rows.length, plan.fields.length);
  const cells = rows[0]!.split(",");
  assert(/^Week1\/Week1_\d{5}$/.test(cells[3]!), cells[3]);
  assertEquals(cells[8], cells[3]!.split("/")[1]);
});

Deno.test("moaTable() lists each treatment once, DMSO included", () => {
  const [header, ...rows] = moaTable(plan).trim().split("\n");
  assertEquals(header, "compound,concentration,moa");
  assertEquals(new Set(rows).size, rows.length);
  assert(rows.includes("DMSO,0,DMSO"));
});

Deno.test("fieldTruth() has one row a field and a value in every column", () => {
  const [header, ...rows] = fieldTruth(plan).trim().split("\n").map((line) => line.split(","));
  assertEquals(rows.length, plan.fields.length);
  for (const row of rows) {
    assertEquals(row.length, header!.length);
    assert(row.every((value) => value !== "" && value !== "NaN" && value !== "undefined"));
  }
});

Deno.test("manifest() is enough to plan the same screen again", () => {
  const { settings } = JSON.parse(manifest(plan));
  assertEquals(planScreen(settings), plan);
});

/** A field drawn with a few things decided otherwise, and what its row of the truth says. */
function drawn(field: Partial<FieldPlan> = {}, plate: Partial<PlateEffect> = {}, size = 192) {
  const even = planScreen({
    size: "small",
    width: size,
    height: size,
    weeks: 1,
    batch: 0,
    seed: 9,
  });
  const index = even.fields.findIndex(({ well }) => well.treatment.compound === "taxol");
  const plan = {
    ...even,
    plates: even.plates.map((one) => ({ ...one, effect: { ...one.effect, ...plate } })),
    fields: even.fields.map((one) => ({ ...one, defect: "none" as const, ...field })),
  };
  const [header, ...rows] = fieldTruth(plan).trim().split("\n").map((line) => line.split(","));
  const row = Object.fromEntries(header!.map((name, i) => [name, rows[index]![i]!]));
  const { field: { channels }, cells, effect } = drawField(plan, index);
  const light = Object.fromEntries(
    channels.map(({ name, data }) => [name, lightOf(data, Number(row[`Offset_${name}`]))]),
  );
  return { row, light, effect, cells: new Set(cells).size - 1, size };
}

const sum = (values: Float32Array) => values.reduce((a, b) => a + b, 0);

Deno.test("fieldTruth() says what the pixels of the field show", () => {
  const even = drawn();
  assertAlmostEquals(Number(even.row.Effect), even.effect, 1e-4);
  assert(even.effect > 0.3 && even.effect < 1, String(even.effect));

  const lit = drawn({}, {
    channels: [[1.4, 0.25, 0.65, 0.4], [0.8, 0.7, 0.3, 0.3], [1.2, 0.4, 0.75, 0.45]].map((
      [gain, x, y, drop],
    ) => ({ gain: gain!, offset: 50, haze: 1, illumination: { x: x!, y: y!, drop: drop! } })),
  });
  for (const name of ["DAPI", "Tubulin", "Actin"]) {
    const found = lightingOf(lit.light[name]!, even.light[name]!, even.size, even.size);
    for (
      const [what, value] of [
        ["Gain", found.gain],
        ["IlluminationX", found.x],
        ["IlluminationY", found.y],
        ["IlluminationDrop", found.drop],
      ] as const
    ) assertAlmostEquals(value, Number(lit.row[`${what}_${name}`]), 0.05, `${what}_${name}`);
  }

  const faint = drawn({ place: { density: 1, gain: 0.7 } });
  assertAlmostEquals(
    sum(faint.light.Actin!) / sum(even.light.Actin!),
    Number(faint.row.WellGain),
    0.01,
  );

  const over = drawn({ defect: "overexposed" });
  assertEquals(over.row.Defect, "overexposed");
  const times = [...even.light.Actin!.entries()].map(([pixel, value]) =>
    value > 60 ? over.light.Actin![pixel]! / value : 0
  ).filter((ratio, pixel) => ratio > 0 && over.light.Actin![pixel]! < 0.9 * SATURATION);
  const mean = times.reduce((a, b) => a + b, 0) / times.length;
  assert(times.length > 100 && mean > 5.5 && mean < 14.5, String(mean));

  const dirty = drawn({ defect: "debris" });
  assertEquals(dirty.row.Defect, "debris");
  const differs = even.light.Actin!.filter((_, pixel) =>
    Object.keys(even.light).every((name) =>
      dirty.light[name]![pixel]! > even.light[name]![pixel]! + 200
    )
  );
  assert(differs.length > 100 && differs.length < 6000, String(differs.length));

  const blurred = drawn({ focus: 4, defect: "defocus" });
  const distance = (sigma: number) => {
    const { size } = even, seen = blurred.light.Actin!;
    const guess = gaussianBlur(even.light.Actin!, size, size, sigma);
    return guess.reduce((total, value, pixel) => total + (value - seen[pixel]!) ** 2, 0);
  };
  const nearest = [0, 1, 2, 3, 4, 5, 6].toSorted((a, b) => distance(a) - distance(b))[0];
  assertEquals(nearest, Number(blurred.row.FocusSigma));

  const full = drawn({}, {}, 640);
  const thin = drawn({ place: { density: 0.7, gain: 1 } }, { density: 0.75 }, 640);
  const density = Number(thin.row.PlateDensity) * Number(thin.row.WellDensity);
  assertAlmostEquals(thin.cells / full.cells, density, 0.12);
});
