import { assert, assertEquals } from "@std/assert";
import { assertClose, expected, measured } from "../reference.ts";

const single = 6;

Deno.test("areaShape() equals scikit-image and CellProfiler on touching, cut, holed and split objects", () => {
  assertClose(measured("AreaShape"), expected("AreaShape"), {
    prefix: "AreaShape_",
    except: [single],
  });
});

Deno.test("areaShape() gives a single pixel defined values, NaN only where nothing is defined", () => {
  const values = Object.fromEntries(
    Object.entries(measured("AreaShape")).map(([name, all]) => [
      name.replace("AreaShape_", ""),
      all[single - 1],
    ]),
  );
  const undefinedOnes = Object.keys(values).filter((name) => Number.isNaN(values[name]));
  assertEquals(undefinedOnes.filter((name) => !name.startsWith("Zernike_")), ["FormFactor"]);
  assert(Object.values(values).every((value) => Math.abs(value!) !== Infinity));
  assertEquals(
    [values.Area, values.Perimeter, values.Eccentricity, values.Solidity, values.MaxFeretDiameter],
    [1, 0, 0, 1, 0],
  );
});
