import { assert, assertEquals } from "@std/assert";
import { drawnPicture, drawnPictures } from "../../lib/image/drawn_picture.ts";

Deno.test("drawnPicture() draws a thing that fills a part of the picture, opaque", () => {
  for (const name of drawnPictures) {
    const { data, thing, width, height } = drawnPicture(name, 48);
    const share = thing.reduce((sum, value) => sum + value, 0) / thing.length;
    assertEquals([width, height], [48, 48]);
    assert(share > 0.05 && share < 0.6, `${name} fills ${share}`);
    assert(data.every((value, i) => i % 4 !== 3 || value === 255));
  }
});

Deno.test("drawnPicture() is the same picture at any size", () => {
  for (const name of drawnPictures) {
    const [small, large] = [drawnPicture(name, 24), drawnPicture(name, 48)];
    const agree = small.thing.filter((value, i) => {
      const x = i % 24, y = Math.floor(i / 24);
      return large.thing[2 * y * 48 + 2 * x] === value;
    }).length;
    assert(agree / small.thing.length > 0.9, `${name}: ${agree}`);
  }
});
