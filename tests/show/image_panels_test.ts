import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import sharp from "sharp";
import { InputError } from "../../lib/core/errors.ts";
import { imagePanels, type Panel } from "../../lib/show/image_panels.ts";

const grey = (width: number, height: number, title?: string): Panel => ({
  data: Uint8Array.from({ length: width * height }, (_, i) => i % 256),
  width,
  height,
  title,
});

async function embedded(svg: string): Promise<{ data: Uint8Array; channels: number }[]> {
  const pictures = svg.matchAll(/href="data:image\/png;base64,([^"]+)"/g);
  return await Promise.all(Array.from(pictures, async ([, base64]) => {
    const image = sharp(Uint8Array.fromBase64(base64!));
    const { channels = 0 } = await image.metadata();
    const { data } = await (channels === 1 ? image.toColourspace("b-w") : image).raw()
      .toBuffer({ resolveWithObject: true });
    return { data: new Uint8Array(data), channels };
  }));
}

Deno.test("imagePanels() keeps every grey, opaque and half-transparent pixel", async () => {
  const rgba = (alpha: number) =>
    Uint8ClampedArray.from({ length: 4 * 3 * 4 }, (_, i) => i % 4 === 3 ? alpha : i * 5);
  const panels = [255, 128].map((alpha) => ({ data: rgba(alpha), width: 4, height: 3 }));
  const [first, opaque, half] = await embedded((await imagePanels([grey(5, 4), ...panels])).svg);
  assertEquals(first, { data: new Uint8Array(grey(5, 4).data), channels: 1 });
  assertEquals(opaque, {
    data: new Uint8Array(rgba(0).filter((_, i) => i % 4 !== 3)),
    channels: 3,
  });
  assertEquals(half, { data: new Uint8Array(rgba(128)), channels: 4 });
});

Deno.test("imagePanels() reads a view into a larger buffer", async () => {
  const data = Uint8Array.from({ length: 20 }, (_, i) => i).subarray(4, 8);
  const { svg } = await imagePanels([{ data, width: 2, height: 2 }]);
  assertEquals((await embedded(svg))[0]?.data, new Uint8Array([4, 5, 6, 7]));
});

Deno.test("imagePanels() breaks rows after the columns asked for", async () => {
  const five = Array.from({ length: 5 }, () => grey(10, 10));
  const { width, height, svg } = await imagePanels(five, { columns: 2, panelWidth: 100 });
  assertEquals({ width, height }, { width: 230, height: 340 });
  const places = Array.from(svg.matchAll(/<image x="(\d+)" y="(\d+)"/g), ([, x, y]) => `${x},${y}`);
  assertEquals(places, ["10,10", "120,10", "10,120", "120,120", "10,230"]);
});

Deno.test("imagePanels() draws the scale bar to scale, also where a panel is magnified", async () => {
  const panels = [grey(100, 100), { ...grey(100, 100), pixelSize: 0.25 }];
  const { svg } = await imagePanels(panels, {
    panelWidth: 200,
    scaleBar: { pixelSize: 0.5, length: 10 },
  });
  const bars = Array.from(
    svg.matchAll(/width="([\d.]+)" height="3"/g),
    ([, width]) => Number(width),
  );
  assertEquals(bars, [40, 80]);
  assertStringIncludes(svg, ">10 µm</text>");
});

Deno.test("imagePanels() refuses a bar that is longer than a picture", async () => {
  const error = await assertRejects(
    () => imagePanels([grey(10, 10)], { scaleBar: { pixelSize: 0.5, length: 10 } }),
    InputError,
  );
  assertStringIncludes(error.message, "allowed: less than the picture's 5.0 µm");
});

Deno.test("imagePanels() refuses pixels that do not fill the size", async () => {
  const wrong = { ...grey(10, 10, "DAPI"), height: 11 };
  const error = await assertRejects(() => imagePanels([grey(2, 2), wrong]), InputError);
  assertStringIncludes(error.message, 'panel 2 "DAPI": found "100 bytes", allowed: 10 × 11 (grey)');
});

Deno.test("imagePanels() escapes titles and shortens those that do not fit", async () => {
  const { svg } = await imagePanels(
    [grey(9, 9, "<a>"), grey(9, 9, "A very long title ".repeat(9))],
    {
      panelWidth: 120,
    },
  );
  assertStringIncludes(svg, ">&lt;a&gt;</text>");
  assert(/>A very long [^<]{0,12}…<\/text>/.test(svg), svg.match(/>A[^<]*/)?.[0]);
});

Deno.test("imagePanels() takes a round length at most a quarter of the picture for its scale bar", async () => {
  const bar = async (width: number, pixelSize: number) => {
    const panel = { data: new Uint8Array(width * 8), width, height: 8 };
    const { svg } = await imagePanels([panel], { scaleBar: { pixelSize } });
    return /([\d.]+) µm</.exec(svg)?.[1];
  };
  assertEquals(await bar(1080, 0.598), "100");
  assertEquals(await bar(384, 0.3225), "20");
  assertEquals(await bar(200, 1), "50");
});
