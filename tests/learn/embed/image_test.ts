import { assertEquals, assertThrows } from "@std/assert";
import { areaImage } from "../../../lib/learn/embed/image.ts";

const field = {
  width: 3,
  height: 2,
  channels: [
    { name: "DAPI", data: new Uint16Array([0, 10, 20, 30, 40, 50]) },
    { name: "Actin", data: new Uint16Array([100, 100, 100, 200, 200, 200]) },
  ],
  pixelSize: 0.65,
  where: { plate: "P1", well: "A01", site: 1 },
};
const limits = [{ low: 0, high: 50 }, { low: 100, high: 200 }];

Deno.test("areaImage() keeps as many grey values as bits tell apart", () => {
  const field = {
    width: 2,
    height: 1,
    channels: [{ name: "DAPI", data: new Uint16Array([40, 90]) }],
    pixelSize: NaN,
    where: { plate: "P1", well: "A01", site: 1 },
  };
  const area = { left: 0, top: 0, side: 1 }, limits = [{ low: 0, high: 100 }];
  assertEquals([...areaImage(field, area, limits, 1, 1)], [0]);
  assertEquals([...areaImage(field, area, limits, 1)], [Math.fround(0.4)]);
});

Deno.test("channels lie side by side in each pixel, scaled each by its own limits", () => {
  const image = areaImage(field, { left: 1, top: 0, side: 2 }, limits, 2);
  assertEquals([...image].map((value) => value.toFixed(2)), [
    ...["0.20", "0.00", "0.40", "0.00"],
    ...["0.80", "1.00", "1.00", "1.00"],
  ]);
});

Deno.test("what lies outside the field is 0 on every side", () => {
  const image = areaImage(field, { left: -1, top: -1, side: 5 }, limits, 5);
  const actin = Array.from({ length: 25 }, (_, i) => image[2 * i + 1]);
  const none = [0, 0, 0, 0, 0];
  assertEquals(actin, [...none, ...none, 0, 1, 1, 1, 0, ...none, ...none]);
});

Deno.test("an image is brought to the network's size as means of what falls together", () => {
  const one = { ...field, channels: [field.channels[1]!] };
  assertEquals([...areaImage(one, { left: 0, top: 0, side: 2 }, [limits[1]!], 1)], [0.5]);
});

Deno.test("each channel needs its limits", () => {
  const area = { left: 0, top: 0, side: 2 };
  assertThrows(() => areaImage(field, area, [limits[0]!], 2), Error, "limits of 1 channels");
});
