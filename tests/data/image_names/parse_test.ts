import { assertEquals } from "@std/assert";
import { compilePattern } from "../../../lib/data/image_names/pattern.ts";
import { parseImageName, wellFolders } from "../../../lib/data/image_names/parse.ts";

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
    folder: undefined,
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

Deno.test("parseImageName() tells the folder of the plate, and passes over those that are wells", () => {
  const path = "exp/P1/B02/Images/x_B02_s1_w1.tif";
  const of = (wells: string[], folderFirst = true) => {
    const image = parseImageName(path, pattern, folderFirst, new Set(wells));
    return [image?.plate, image?.folder];
  };
  assertEquals(of([]), ["B02", "exp/P1/B02"]);
  assertEquals(of(["exp/P1/B02"]), ["P1", "exp/P1"]);
  assertEquals(of([], false), ["x", undefined]);
});

Deno.test("wellFolders() takes no plate that is called as a well may be for a well", () => {
  const named = compilePattern("{well}_s{site}.tif");
  const of = (...paths: string[]) => [
    ...wellFolders(paths.map((path) => parseImageName(path, named)!)),
  ];
  assertEquals(of("P1/P01_s1.tif", "P1/B02_s1.tif", "B2/B02_s1.tif"), []);
  assertEquals(of("P1/P01_s1.tif"), []);
  assertEquals(of("b2/B02_s1.tif", "B3/B03_s1.tif"), ["b2", "B3"]);
  assertEquals(of("P1/B02/B02_s1.tif", "P1/B03_s1.tif"), ["P1/B02"]);
});
