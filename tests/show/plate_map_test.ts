import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { plateMap, type WellValue } from "../../lib/show/plate_map.ts";
import { draw } from "../../lib/show/svg.ts";
import { neutral } from "../../lib/show/theme.ts";

const filled = (svg: string, colour: string) =>
  [...svg.matchAll(new RegExp(`aria-roledescription="rect mark"[^>]*fill="${colour}"`, "gi"))]
    .length;

async function size(wells: WellValue[]): Promise<[number, number]> {
  const spec = plateMap(wells, { value: "Value", wellSize: 10 }) as {
    width: number;
    height: number;
  };
  await draw(spec as never);
  return [spec.width / 10, spec.height / 10];
}

Deno.test("plateMap() takes the smallest plate that holds all wells", async () => {
  assertEquals(await size([{ well: "A01", value: 1 }]), [6, 4]);
  assertEquals(await size([{ well: "H12", value: 1 }]), [12, 8]);
  assertEquals(await size([{ well: "A13", value: 1 }]), [24, 16]);
  assertEquals(await size([{ well: "P24", value: 1 }, { well: "I2", value: 2 }]), [24, 16]);
  assertEquals(await size([{ well: "AF48", value: 1 }]), [48, 32]);
});

Deno.test("plateMap() draws the control in grey and the others in colours", async () => {
  const wells = ["DMSO", "taxol", "DMSO", "ALLN"].map((value, i) => ({
    well: `A0${i + 1}`,
    value,
  }));
  const { svg } = await draw(plateMap(wells, { value: "Compound", control: "DMSO" }));
  assertEquals(filled(svg, neutral), 2);
  assertEquals(filled(svg, "#0072B2"), 1);
  assertEquals(filled(svg, "#E69F00"), 1);
});

Deno.test("plateMap() draws one map a plate, side by side", async () => {
  const wells = ["P1", "P2"].flatMap((plate) => [{ plate, well: "A01", value: 3 }]);
  const { svg } = await draw(plateMap(wells, { value: "Cells" }));
  assertStringIncludes(svg, ">P1</text>");
  assertStringIncludes(svg, ">P2</text>");
});

Deno.test("plateMap() writes labels, and nothing where there is none", async () => {
  const wells = [{ well: "A01", value: "a", label: "pos" }, { well: "A02", value: "a" }];
  const { svg } = await draw(plateMap(wells, { value: "Value" }));
  assertStringIncludes(svg, ">pos</text>");
  assertEquals(svg.includes("undefined"), false);
});

Deno.test("plateMap() gives more than eight categories different colours", () => {
  const wells = Array.from({ length: 13 }, (_, i) => ({ well: `A${i + 1}`, value: `m${i}` }));
  const text = JSON.stringify(plateMap(wells, { value: "Mechanism" }));
  const range = JSON.parse(/"range":(\[[^\]]*\])/.exec(text)![1]!) as string[];
  assertEquals(new Set(range).size, 13);
  assert(range.every((colour) => /^#[0-9a-f]{6}$/i.test(colour)));
});

Deno.test("plateMap() refuses a well that is malformed or given twice, naming its row", () => {
  const draw = (...names: string[]) => () =>
    plateMap(names.map((well) => ({ well, value: 1 })), { value: "Value" });
  for (const bad of ["A00", "a01", "AG01", "A49", "1A", ""]) {
    const error = assertThrows(draw("A01", bad), InputError);
    assertStringIncludes(error.message, "row 2, column well");
  }
  const twice = assertThrows(draw("A01", "B02", "A1"), InputError);
  assertStringIncludes(twice.message, 'row 3, column well: found "A1", allowed: each well once');
});

Deno.test("plateMap() gives values beyond its scale the colour of the end, and says so", async () => {
  const wells = [0, 2, 9, -1].map((value, i) => ({ well: `A0${i + 1}`, value }));
  const { svg } = await draw(plateMap(wells, { value: "Cells", domain: [0, 2] }));
  const fills = [...svg.matchAll(/<path aria-label="Column[^"]*"[^>]*?fill="([^"]*)"/g)]
    .map(([, fill]) => fill);
  assertEquals([fills[2], fills[3]], [fills[1], fills[0]]);
  for (const text of [">2 or more</text>", ">0 or less</text>"]) assertStringIncludes(svg, text);
});

Deno.test("plateMap() tells a well without a value from a place without a well", async () => {
  const wells = [1, NaN, 3].map((value, i) => ({ well: `A0${i + 1}`, value, label: `w${i}` }));
  const { svg } = await draw(plateMap(wells, { value: "Cells" }));
  assertStringIncludes(svg, ">no value</text>");
  assertEquals(
    [...svg.matchAll(/aria-roledescription="rect mark"[^>]*stroke="#8C8C8C"/g)].length,
    1,
  );
  // The number in the darker half is white, that of the empty well black.
  assertStringIncludes(svg, 'fill="#FFFFFF">w0<');
  assertStringIncludes(svg, 'fill="#000000">w1<');
  const whole = await draw(plateMap([{ well: "A01", value: 1 }], { value: "Cells" }));
  assertEquals(whole.svg.includes("no value"), false);
});

Deno.test("plateMap() can draw plates of which no well has a value", async () => {
  const wells = ["P1", "P2"].map((plate) => ({ plate, well: "A01", value: NaN }));
  const { svg } = await draw(plateMap(wells, { value: "Cells", domain: [0, 2] }));
  assertStringIncludes(svg, ">no value</text>");
});
