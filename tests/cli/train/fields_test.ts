import { assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { readSmallFields } from "../../../lib/cli/train/fields.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";

Deno.test("readSmallFields() shrinks by means, keeps channels beside one another, and has limits a plate", async () => {
  const folder = await Deno.makeTempDir();
  const write = async (name: string, value: (i: number) => number) => {
    const data = Uint16Array.from({ length: 64 }, (_, i) => value(i));
    await Deno.writeFile(`${folder}/${name}`, await encodeTiff({ width: 8, height: 8, data }));
    return `${folder}/${name}`;
  };
  const files = {
    DAPI: await write("a.tif", (i) => i % 8 < 4 ? 100 : 900),
    Actin: await write("b.tif", () => 50),
  };
  const field = { plate: "P", well: "A01", site: 1, files, pixelSize: 1, metadata: {} };
  const { images, channels, limits } = await readSmallFields([field], 2);
  const [left, , right] = images[0]!;
  assertEquals([channels, [...images[0]!]], [2, [left, 50, right, 50, left, 50, right, 50]]);
  assertEquals([left! + right!, left! < 300], [1000, true]);
  assertAlmostEquals(limits.get("P")![0]!.high, right!, 1e-9);
  // A field that is not kept has a part in the limits of its plate: they are the same whatever is learned.
  const bright = {
    ...field,
    well: "A02",
    files: { ...files, DAPI: await write("c.tif", () => 4000) },
  };
  const some = await readSmallFields([bright, field], 2, { keep: new Set([field]) });
  assertEquals([some.fields, some.images], [[field], images]);
  assertEquals(some.limits, (await readSmallFields([bright, field], 2)).limits);
  assertAlmostEquals(some.limits.get("P")![0]!.high, 4000, 1e-9);
  // A network may read one channel twice.
  const twice = await readSmallFields([field], 2, { channels: ["Actin", "DAPI", "Actin"] });
  assertEquals([...twice.images[0]!.subarray(0, 3)], [50, left, 50]);
  assertEquals(twice.channels, 3);
  await assertRejects(() => readSmallFields([field], 16), InputError, "8 × 8 px");
  // A field that cannot be read is left out, and of the limits, too.
  const lost = { ...bright, files: { ...bright.files, DAPI: `${folder}/lost.tif` } };
  const bad: string[] = [];
  const onBad = (_: InputError, { well }: { well: string }) => void bad.push(well);
  const found = await readSmallFields([lost, field], 2, { onBad });
  assertEquals([found.fields, found.images, bad], [[field], images, ["A02"]]);
  assertEquals(found.limits, limits);
  assertEquals((await readSmallFields([field], 16, { onBad })).fields, []);
  await assertRejects(() => readSmallFields([lost, field], 2), InputError, "lost.tif");
  await Deno.remove(folder, { recursive: true });
});
