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
  await assertRejects(() => readSmallFields([field], 16), InputError, "8 × 8 px");
  await Deno.remove(folder, { recursive: true });
});
