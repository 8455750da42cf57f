import { assert, assertEquals } from "@std/assert";
import sharp from "sharp";
import { toPng } from "../../lib/show/png.ts";

const drawing = (inner: string) => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">${inner}</svg>`,
  width: 96,
  height: 48,
});

Deno.test("toPng() writes 300 dots an inch, and says so in the file", async () => {
  const { width, height, density } = await sharp(toPng(drawing(""))).metadata();
  assertEquals({ width, height, density }, { width: 300, height: 150, density: 300 });
});

Deno.test("toPng() draws text in the bundled font, Greek letters and superscripts too", async () => {
  const dark = async (text: string, weight = "normal") => {
    const png = toPng(drawing(
      `<text x="2" y="30" font-family="Inter, sans-serif" font-weight="${weight}">${text}</text>`,
    ));
    const pixels = await sharp(png).greyscale().raw().toBuffer();
    return pixels.filter((value) => value < 128).length;
  };
  const empty = await dark("");
  assertEquals(empty, 0);
  for (const text of ["µ", "α", "Ω", "⁻", "₂", "≥", "é", "→"]) {
    assert(await dark(text) > 0, `${text} is not drawn`);
  }
  assert(await dark("DMSO", "bold") > await dark("DMSO") * 1.1, "bold is not bold");
});

Deno.test("toPng() puts figures on white ground", async () => {
  const pixels = await sharp(toPng(drawing(""), 96)).raw().toBuffer();
  assert(pixels.every((value) => value === 255));
});
