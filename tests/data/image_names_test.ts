import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readImageNames } from "../../lib/data/image_names.ts";

const short = ({ plate, well, site, channel }: ReturnType<typeof readImageNames>["images"][0]) => [
  plate,
  well,
  site,
  channel,
];

Deno.test("readImageNames() takes the way of naming that fits most files", () => {
  const { pattern, images, unmatched } = readImageNames([
    "P1/Images/r01c02f03p01-ch1sk1fk1fl1.tiff",
    "P1/Images/r01c02f03p01-ch2sk1fk1fl1.tiff",
    "P1/A02_s1_w1.tif",
  ]);
  assertEquals(pattern, "Opera, Operetta (Harmony)");
  assertEquals(images.map(short), [["P1", "A02", 3, "1"], ["P1", "A02", 3, "2"]]);
  assertEquals(unmatched, ["P1/A02_s1_w1.tif"]);
});

Deno.test("readImageNames() takes a plate out of the pattern before the folder", () => {
  const { images } = readImageNames(
    ["set/P7-B03-2-DNA.tif"],
    "{plate}-{well}-{site}-{channel}.tif",
  );
  assertEquals(images.map(short), [["P7", "B03", 2, "DNA"]]);
});

Deno.test("readImageNames() says what is possible where no name fits", () => {
  const error = assertThrows(() => readImageNames(["a/x.tif", "a/y.tif"]), InputError);
  assertEquals(error.message.includes('found ["a/x.tif","a/y.tif"]'), true);
  assertEquals(error.message.includes("--pattern"), true);
  assertThrows(() => readImageNames(["a/x.tif"], "{well}_{channel}.tif"), InputError, "a/x.tif");
});

Deno.test("readImageNames() passes over a folder a well on its way to the plate", () => {
  const plates = (...paths: string[]) => readImageNames(paths).images.map(({ plate }) => plate);
  assertEquals(plates("P1/B02/B02_s1_w1.tif", "P2/B02/B02_s1_w1.tif", "P2/b3/B03_s1_w1.tif"), [
    "P1",
    "P2",
    "P2",
  ]);
  assertEquals(plates("B02/B02_s1_w1.tif", "B03/B03_s1_w1.tif"), [undefined, undefined]);
});
