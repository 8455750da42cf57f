import { assertEquals } from "@std/assert";
import { imageTold } from "../../lib/data/image_told.ts";
import { readDirectories } from "../../lib/image/tiff/directory.ts";
import ome from "../image/fixtures/ome.json" with { type: "json" };

const pagesOf = (axes: string) =>
  readDirectories(Uint8Array.fromBase64(ome.find((one) => one.axes === axes)!.file)).pages;

Deno.test("imageTold() says which page holds a channel of the first plane and time, in any order", () => {
  for (const [axes, pages] of [["CYX", "0 1 2"], ["TCZYX", "0 2 4"], ["CTZYX", "0 4 8"]] as const) {
    const { channels, pixelSize } = imageTold(pagesOf(axes));
    assertEquals([...channels.keys()].join(" "), pages);
    assertEquals([[...channels.values()], pixelSize], [["DNA", "ER & RNA", "Mito"], 0.65]);
  }
});

Deno.test("imageTold() takes no counted name for one, nor a description of other files, nor an absent plane", () => {
  const single = imageTold(pagesOf("YX"));
  assertEquals([single.pages, single.channels.size, single.pixelSize], [1, 0, 0.65]);
  const page = { numbers: () => undefined, text: () => undefined };
  const said = { channels: ["DNA", "ER"], sizeZ: 1, sizeT: 1, pixelSize: NaN, spread: false };
  const named = (more: Partial<typeof said>, pages = [0, 1]) =>
    imageTold([page, page], { ...said, pages: new Int32Array(pages), ...more }).channels.size;
  assertEquals([named({}), named({ spread: true }), named({}, [0, -1])], [2, 0, 0]);
  assertEquals(named({ channels: ["C1", "C2"] }), 0);
  assertEquals(imageTold([page]), { pages: 1, channels: new Map(), pixelSize: NaN });
});
