import { assert, assertEquals } from "@std/assert";
import sharp from "sharp";
import { Random } from "../../lib/core/random.ts";
import { imagePanels } from "../../lib/show/image_panels.ts";
import { preview, previewLimit } from "../../lib/show/preview.ts";
import { draw } from "../../lib/show/svg.ts";

Deno.test("preview() is a PNG at twice the screen's resolution for a chart", async () => {
  const drawing = await draw({
    data: { values: [{ n: 3 }] },
    mark: "bar",
    encoding: { x: { field: "n" } },
  });
  const { type, bytes } = await preview(drawing);
  assertEquals(type, "image/png");
  assert(Math.abs((await sharp(bytes).metadata()).width - drawing.width * 2) <= 1);
});

Deno.test("preview() keeps noisy pictures below the limit, as JPEG", async () => {
  const random = new Random(1);
  const data = Uint8Array.from({ length: 500 * 500 }, () => random.integer(256));
  const panel = { data, width: 500, height: 500 };
  const { type, bytes } = await preview(await imagePanels([panel, panel, panel]));
  assertEquals(type, "image/jpeg");
  assert(bytes.length <= previewLimit * 1.5, `${bytes.length} bytes`);
});
