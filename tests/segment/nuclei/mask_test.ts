import { assert, assertEquals } from "@std/assert";
import { squaredDistance } from "../../../lib/segment/distance.ts";
import { foreground } from "../../../lib/segment/foreground.ts";
import { smoothedLevels } from "../../../lib/segment/levels.ts";
import { diameterOf, nuclearMask } from "../../../lib/segment/nuclei/mask.ts";
import { type Disc, drawnNuclei } from "../drawn_nuclei.ts";

Deno.test("diameterOf() is the diameter of discs of any size, 0 without any", () => {
  for (const radius of [6, 15, 40]) {
    const side = 2 * radius + 9, middle = side / 2;
    const disc = Uint8Array.from(
      { length: side * side },
      (_, i) => Math.hypot(i % side - middle, Math.floor(i / side) - middle) < radius ? 1 : 0,
    );
    const found = diameterOf(squaredDistance(disc, side));
    assert(Math.abs(found / (2 * radius) - 1) < 0.1, `${found} for radius ${radius}`);
  }
  assertEquals(diameterOf(new Uint32Array(9)), 0);
});

Deno.test("nuclearMask() cuts the haze between crowded nuclei, keeps their inside and the diameter that is given", () => {
  const discs = Array.from(
    { length: 16 },
    (_, k): Disc => [20 + 26 * (k % 4), 20 + 26 * Math.floor(k / 4), 10, 3000],
  );
  const image = drawnNuclei(120, 120, discs);
  const hazy = image.data.map((value, i) =>
    value + (Math.abs(i % 120 - 60) < 50 && Math.abs(Math.floor(i / 120) - 60) < 50 ? 1200 : 0)
  );
  const levels = smoothedLevels({ ...image, data: hazy }, 1)!.levels;
  const bright = { ...foreground(levels, 0), threshold: 16000 };
  const { mask, diameter } = nuclearMask(levels, 120, bright);
  const wrong = mask.filter((inside, i) => (inside === 1) !== (image.truth[i] !== 0)).length;
  assert(wrong < 0.1 * mask.length, `${wrong} pixels`);
  assert(Math.abs(diameter - 20) < 4, `${diameter}`);
  assertEquals(nuclearMask(levels, 120, bright, 17).diameter, 17);
});
