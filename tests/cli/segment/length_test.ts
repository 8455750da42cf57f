import { assertEquals, assertThrows } from "@std/assert";
import { inPixels, parseLength } from "../../../lib/cli/segment/length.ts";
import { InputError } from "../../../lib/core/errors.ts";

Deno.test("parseLength() takes pixels and micrometres, however they are written", () => {
  const read = (value?: string) => parseLength("diameter", value);
  assertEquals(read(), undefined);
  assertEquals(read("25px"), { value: 25, unit: "px" });
  for (const value of ["2.5um", "2.5 µm", " 2.5μm "]) {
    assertEquals(read(value), { value: 2.5, unit: "µm" });
  }
  for (const value of ["", "25", "0px", "-3px", "3mm", "3.px", "1e3px"]) {
    assertThrows(() => read(value), InputError, "--diameter must be a length above 0", value);
  }
});

Deno.test("inPixels() needs a pixel size for micrometres alone, and names its option", () => {
  const where = { plate: "P1", well: "B02", site: 1 };
  const of = (pixelSize: number, unit: "px" | "µm") =>
    inPixels({ pixelSize, where }, "cells-diameter", { value: 10, unit });
  assertEquals([of(NaN, "px"), of(0.5, "µm")], [10, 20]);
  assertEquals(inPixels({ pixelSize: NaN, where }, "diameter", undefined), undefined);
  assertThrows(() => of(NaN, "µm"), InputError, "plate P1, well B02");
  assertThrows(() => of(NaN, "µm"), InputError, "--cells-diameter 25px");
});
