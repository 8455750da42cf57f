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
    const { images, unread } = await listImages(folder);
    assertEquals([images, unread], [["1.tif", "b/3.png", "b/c/2.TIFF"], ["5.jpg"]]);
  }));

Deno.test("listImages() finds stacks of MetaMorph, and looks at no file within an unread format", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/p.zarr/0`, { recursive: true });
    for (const name of ["p.zarr/0/1.tif", "b.STK", "c.nd2", "d.czi"]) {
      await Deno.writeTextFile(`${folder}/${name}`, "");
    }
    const { images, unread } = await listImages(folder);
    assertEquals([images, unread], [["b.STK"], ["c.nd2", "d.czi", "p.zarr"]]);
  }));

Deno.test("listImages() says where it looked for nothing", () =>
  inFolder(async (folder) => {
    await assertRejects(() => listImages(folder), InputError, "no image in the folder");
    await Deno.writeTextFile(`${folder}/a.jpg`, "");
    await assertRejects(() => listImages(folder), InputError, "1 image not read");
    await assertRejects(() => listImages(`${folder}/x`), InputError, "no such folder");
  }));

Deno.test("listImages() sets apart labels at any depth, and leaves images beside them", () =>
  inFolder(async (folder) => {
    const files = [
      ...["P1/B02_s1_w1.tif", "P1/labels/segment.json", "P1/labels/cells/P1/B02_s1.tif"],
      ...["segment.json", "nuclei/P1/B02_s1.tif", "cytoplasm/P1/B02_s1.tif", "cells/a.czi"],
      ...["report/figures/16-map.png", "report/figures/16-map.pdf"],
    ];
    for (const file of files) {
      await Deno.mkdir(`${folder}/${file}/..`, { recursive: true });
      await Deno.writeTextFile(`${folder}/${file}`, "");
    }
    const { images, unread, own } = await listImages(folder);
    assertEquals([images, unread], [["P1/B02_s1_w1.tif"], ["cells/a.czi"]]);
    assertEquals(own.sort((a, b) => a.what < b.what ? -1 : 1), [
      { what: "figures that c2s drew", which: ["report/figures/16-map.png"] },
      {
        what: "files of labels that c2s segment wrote",
        which: [
          "P1/labels/cells/P1/B02_s1.tif",
          "cytoplasm/P1/B02_s1.tif",
          "nuclei/P1/B02_s1.tif",
        ],
      },
    ]);
    await Deno.remove(`${folder}/P1/B02_s1_w1.tif`);
    await assertRejects(() => listImages(folder), InputError, "3 files of labels that c2s segment");
  }));
