import { assertEquals } from "@std/assert";
import { assertClose, expected, measured } from "../reference.ts";

Deno.test("intensity() equals CellProfiler's definitions, NaN for the centre of no light", () => {
  assertClose(measured("Intensity"), expected("Intensity"), { tolerance: 1e-9 });
});

Deno.test("intensity() has exactly no spread in an object of one brightness", () => {
  const found = measured("Intensity");
  for (const name of ["Std", "StdEdge", "MAD"]) {
    const feature = name === "StdEdge" ? "StdIntensityEdge" : `${name}Intensity`;
    assertEquals(found[`Intensity_${feature}_DNA`]![9], 0);
  }
});
