import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { compilePattern, groupNames } from "../../../lib/data/image_names/pattern.ts";

Deno.test("compilePattern() takes signs of regular expressions in a template as they are", () => {
  const pattern = compilePattern("{well}(fld {site}).{channel}.tif");
  assertEquals(pattern.exec("B02(fld 3).DAPI.tif")?.groups?.site, "3");
  assertEquals(pattern.exec("B02_fld 3_xDAPI.tif"), null);
});

Deno.test("compilePattern() lets * stand for anything within a name", () => {
  const pattern = compilePattern("{plate}/*_{well}_*_{channel}.tif");
  assertEquals(pattern.exec("P1/exp_B02_x_y_DAPI.tif")?.groups?.channel, "DAPI");
  assertEquals(pattern.exec("P1/exp/B02_x_DAPI.tif"), null);
});

Deno.test("compilePattern() takes a regular expression with named groups", () => {
  const pattern = compilePattern("(?<row>\\d+)-(?<col>\\d+)-(?<channel>\\w+)\\.tif$");
  assertEquals({ ...pattern.exec("P/2-3-DNA.tif")?.groups }, {
    row: "2",
    col: "3",
    channel: "DNA",
  });
});

Deno.test("compilePattern() names what is wrong with a pattern", () => {
  assertThrows(() => compilePattern("{well}_{wave}.tif"), InputError, 'found "{wave}"');
  assertThrows(() => compilePattern("{well}_{well}.tif"), InputError, "twice");
  assertThrows(() => compilePattern("{row}_{channel}.tif"), InputError, "{row} and {col}");
  assertThrows(() => compilePattern("(?<well>[A-P"), InputError, "regular expression");
  assertThrows(() => compilePattern("(?<well>.)(?<color>.)"), InputError, "{color}");
});

Deno.test("groupNames() names no look-behind", () => {
  assertEquals(groupNames("(?<=a)(?<!b)(?<well>c)"), ["well"]);
});
