import { assert, assertEquals, assertRejects } from "@std/assert";
import { screenImages } from "../../lib/cli/screen_images.ts";
import { readTrueCells } from "../../lib/data/screen/true_cells.ts";
import { openScreen } from "../../lib/data/screen.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";

const out = await Deno.makeTempDir();
const compounds = ["taxol", "docetaxel"];
await simulateScreen({ out, size: "small", width: 128, height: 96, weeks: 1, compounds, seed: 5 });
const screen = await openScreen({ data: out });
addEventListener("unload", () => Deno.removeSync(out, { recursive: true }));

Deno.test("screenImages() gives squares of treated fields whose mechanism is known", async () => {
  const { images, limits, fields, channels } = await screenImages(screen, {
    unit: "field",
    side: 80,
  });
  assertEquals(images.length, fields);
  assertEquals(new Set(images.map(({ compound }) => compound)), new Set(compounds));
  assertEquals(new Set(images.map(({ label }) => label)), new Set(["Microtubule stabilizers"]));
  for (const { pixels, plate, x, y } of images) {
    assertEquals([pixels.length, x, y], [80 * 80 * channels.length, 64, 48]);
    assertEquals(limits.get(plate)!.length, channels.length);
  }
});

Deno.test("screenImages() cuts squares around nuclei that it finds, the same for the same seed", async () => {
  const options = { unit: "cell", side: 64, perField: 2, seed: 3 } as const;
  const { images, fields } = await screenImages(screen, options);
  assert(images.length > 0 && images.length <= 2 * fields, `${images.length}`);
  const again = await screenImages(screen, options);
  assertEquals(images.map(({ x, y }) => [x, y]), again.images.map(({ x, y }) => [x, y]));
});

Deno.test("screenImages() takes the true middles of a virtual screen", async () => {
  const options = { unit: "cell", side: 64, perField: 99 } as const;
  const { images } = await screenImages({ ...screen, kind: "simulated" }, options);
  const middles = await readTrueCells(out);
  const [{ plate, well, site }] = images as [typeof images[0]];
  const found = images.filter((one) => one.well === well && one.plate === plate);
  const sorted = (list: { x: number; y: number }[]) => list.map(({ x, y }) => `${x} ${y}`).sort();
  assertEquals(sorted(found), sorted(middles({ plate, well, site })));
});

Deno.test("screenImages() refuses tables without images", async () => {
  const tables = { ...screen, root: null, title: "BBBC021 (public tables)" };
  await assertRejects(
    () => screenImages(tables, { unit: "field", side: 80 }),
    Error,
    "without its images",
  );
});
