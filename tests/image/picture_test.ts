import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { greyPicture, patternPicture } from "../../lib/image/picture.ts";

const field = {
  width: 3,
  height: 1,
  channels: [{ name: "DAPI", data: new Uint16Array([100, 250, 300]) }],
  pixelSize: 0.65,
  where: { plate: "P1", well: "A01", site: 1 },
};

Deno.test("greyPicture() stretches a channel from its own darkest to its brightest pixels", () => {
  assertEquals([...greyPicture(field, "DAPI").data], [0, 192, 255]);
  assertThrows(() => greyPicture(field, "ER"), InputError, "allowed: DAPI");
});

Deno.test("patternPicture() shows 1 in the middle and clips beyond its limits", () => {
  const data = new Float32Array([0, 1, 9]);
  assertEquals([...patternPicture({ width: 3, height: 1, data }).data], [0, 128, 255]);
});
