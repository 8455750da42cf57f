import { assertEquals } from "@std/assert";
import { compilePattern } from "../../../lib/data/image_names/pattern.ts";
import { parseImageName } from "../../../lib/data/image_names/parse.ts";

const pattern = compilePattern("{plate}_{well}_s{site}_w{channel}.tif");

Deno.test("parseImageName() takes the nearest folder that is a plate's", () => {
  const plate = (path: string, folderFirst?: boolean) =>
    parseImageName(path, pattern, folderFirst)?.plate;
  assertEquals(plate("run/P9/Images/x_B02_s1_w1.tif"), "P9");
  assertEquals(plate("run/P9/x_B02_s1_w1.tif", false), "x");
  assertEquals(plate("images/TimePoint_1/x_B02_s1_w1.tif"), "x");
});

Deno.test("parseImageName() gives 1 for what a name does not say", () => {
  const image = parseImageName("B2.tif", compilePattern("{well}.tif"));
  assertEquals(image, {
    path: "B2.tif",
    plate: undefined,
    well: "B02",
    site: 1,
    channel: undefined,
    plane: 1,
    time: 1,
  });
});

Deno.test("parseImageName() gives nothing where the well lies on no plate", () => {
  assertEquals(parseImageName("P_Z99_s1_w1.tif", pattern), undefined);
});
