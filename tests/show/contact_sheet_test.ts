import { assert, assertEquals } from "@std/assert";
import sharp from "sharp";
import { exists } from "../../lib/core/files.ts";
import { writeContactSheet } from "../../lib/show/contact_sheet.ts";

Deno.test("writeContactSheet() shows every figure small, and says where a file is missing", async () => {
  const folder = await Deno.makeTempDir();
  const square = (r: number) =>
    ({ width: 600, height: 300, channels: 3, background: { r, g: 0, b: 0 } }) as const;
  for (const [id, r] of [["a1", 200], ["a2", 100]] as const) {
    await sharp({ create: square(r) }).png().toFile(`${folder}/${id}.png`);
  }
  const outputs = ["a1", "a2", "lost"].map((id, seq) => ({
    output_type: "display_data",
    metadata: { c2s: { seq, figure: { id, alt: "A red field." } } },
  }));
  const path = `${folder}/01-a.ipynb`;
  await Deno.writeTextFile(
    path,
    JSON.stringify({ cells: [{ cell_type: "code", source: "", outputs }], metadata: {} }),
  );
  assertEquals(await writeContactSheet([path], folder), 3);
  const { data, info } = await sharp(`${folder}/contact-sheet.png`).removeAlpha().raw()
    .toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) =>
    data[(Math.round(y) * info.width + Math.round(x)) * info.channels];
  // 144 dpi is 1.5 pixels for one of the drawing; places are 220 wide with gaps of 10.
  assertEquals(info.width, 1.5 * (10 + 3 * 230));
  assertEquals([pixel(1.5 * 120, 1.5 * 90), pixel(1.5 * 350, 1.5 * 90)], [200, 100]);
  assertEquals(pixel(1.5 * 530, 1.5 * 60), 255);
  assert(await exists(`${folder}/contact-sheet.pdf`));
  await Deno.remove(folder, { recursive: true });
});

Deno.test("writeContactSheet() writes no sheet of nothing", async () => {
  const folder = await Deno.makeTempDir();
  assertEquals(await writeContactSheet([], folder), 0);
  assertEquals(await exists(`${folder}/contact-sheet.png`), false);
  await Deno.remove(folder, { recursive: true });
});
