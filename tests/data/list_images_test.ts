import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { listImages } from "../../lib/data/list_images.ts";
import { inFolder } from "./folder.ts";

Deno.test("listImages() finds images at any depth and leaves hidden files alone", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/b/c`, { recursive: true });
    await Deno.mkdir(`${folder}/.trash`);
    for (const name of ["b/c/2.TIFF", "1.tif", "b/3.png", "b/._3.png", ".trash/4.tif", "5.jpg"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "");
    }
    assertEquals(await listImages(folder), ["1.tif", "b/3.png", "b/c/2.TIFF"]);
  }));

Deno.test("listImages() says where it looked for nothing", () =>
  inFolder(async (folder) => {
    await assertRejects(() => listImages(folder), InputError, "no image in the folder");
    await assertRejects(() => listImages(`${folder}/x`), InputError, "no such folder");
  }));
