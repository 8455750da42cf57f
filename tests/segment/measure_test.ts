import { assert, assertEquals, assertThrows } from "@std/assert";
import { measureField } from "../../lib/segment/measure.ts";
import { drawn } from "./reference.ts";

const { field, labels } = drawn;

Deno.test("measureField() gives every cell one row, and NaN where a compartment lacks it", () => {
  const cells = labels.map((label) => label === 3 ? 0 : label === 4 ? 40 : label);
  const { objects, features, values } = measureField(field, [
    { name: "Nuclei", labels },
    { name: "Cells", labels: cells },
  ], { families: ["AreaShape"] });
  assertEquals(objects, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 40]);
  const area = (row: number, compartment: string) =>
    values[row * features.length + features.indexOf(`${compartment}_AreaShape_Area`)];
  assertEquals(area(2, "Cells"), NaN);
  assertEquals(area(12, "Nuclei"), NaN);
  assertEquals(area(12, "Cells"), area(3, "Nuclei"));
});

Deno.test("measureField() never gives an infinite value, on black, white and one-pixel fields either", () => {
  for (const value of [0, 65535]) {
    const black = {
      ...field,
      channels: field.channels.map(({ name }) => ({
        name,
        data: new Uint16Array(labels.length).fill(value),
      })),
    };
    const { values } = measureField(black, [{ name: "Cells", labels }]);
    assert(values.every((one) => Math.abs(one) !== Infinity));
    const point = {
      ...black,
      width: 1,
      height: 1,
      channels: [
        { name: "DAPI", data: new Uint16Array([value]) },
        { name: "Actin", data: new Uint16Array([value]) },
      ],
    };
    const one = measureField(point, [{ name: "Cells", labels: new Int32Array([1]) }]);
    assert(one.values.every((found) => Math.abs(found) !== Infinity));
  }
});

Deno.test("measureField() of a field without cells has all features and no rows", () => {
  const none = measureField(field, [{ name: "Cells", labels: new Int32Array(labels.length) }]);
  assertEquals([none.objects.length, none.values.length], [0, 0]);
  assert(none.features.length > 100);
});

Deno.test("measureField() gives shape and intensity whatever other objects are there", () => {
  const alone = labels.map((label) => label === 5 ? 5 : 0);
  const families = ["AreaShape", "Intensity"] as const;
  const all = measureField(field, [{ name: "Cells", labels }], { families });
  const one = measureField(field, [{ name: "Cells", labels: alone }], { families });
  const d = all.features.length;
  assertEquals(one.values, all.values.slice(4 * d, 5 * d));
});

Deno.test("measureField() refuses labels of another size, and no or doubled compartments", () => {
  const small = { name: "Nuclei", labels: new Int32Array(4) };
  assertThrows(() => measureField(field, [small]), Error, "allowed: 112 × 96");
  assertThrows(() => measureField(field, []), Error, "no label images");
  const nuclei = { name: "Nuclei", labels };
  assertThrows(() => measureField(field, [nuclei, nuclei]), Error, "two label images of Nuclei");
});
