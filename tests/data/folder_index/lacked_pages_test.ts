import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { withoutLackedPages } from "../../../lib/data/folder_index/lacked_pages.ts";

const told = new Map(
  [["a.tif", 5], ["b.tif", 3], ["c.tif", 1]].map(([file, pages]) => [
    file as string,
    { pages: pages as number, channels: new Map(), pixelSize: NaN },
  ]),
);
const run = (...fields: [plate: string, files: Record<string, string>][]) =>
  withoutLackedPages({
    channels: ["DNA", "RNA"],
    fields: fields.map(([plate, files], i) => ({
      ...{ plate, well: "B02", site: i + 1, pixelSize: NaN, metadata: {} },
      files,
    })),
  }, told).fields.map(({ site }) => site);

Deno.test("withoutLackedPages() leaves out fields whose file is short, and no others", () => {
  assertEquals(
    run(
      ["P1", { DNA: "a.tif#0", RNA: "a.tif#4" }],
      ["P1", { DNA: "b.tif#0", RNA: "b.tif#3" }],
      ["P1", { DNA: "b.tif#0", RNA: "b.tif#2" }],
      ["P1", { DNA: "unread.tif#9", RNA: "c.tif" }],
    ),
    [1, 3, 4],
  );
});

Deno.test("withoutLackedPages() refuses a plate of which no field is left, though others have all", () => {
  const whole: [string, Record<string, string>] = ["P1", { DNA: "a.tif#0", RNA: "a.tif#4" }];
  const short = (file: string) => () => run(whole, ["P2", { DNA: `${file}#0`, RNA: `${file}#4` }]);
  const start = "The images do not have the pages that are asked for: ";
  assertThrows(
    short("b.tif"),
    InputError,
    `${start}b.tif, option --channels: found "4=RNA", allowed: 0 to 2, its 3 pages. No field of ` +
      "plate P2",
  );
  assertThrows(short("c.tif"), InputError, "allowed: 0, its only page");
  assertThrows(short("c.png"), InputError, 'c.png, option --channels: found "4=RNA"');
});
