import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import {
  firstTold,
  refuseOtherChannels,
  toldChannels,
} from "../../../lib/data/folder_index/told_channels.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";
import { inFolder } from "../folder.ts";

const told = (...names: string[]) => ({
  pages: 3,
  channels: new Map(names.map((name, page) => [`${page}`, name])),
  pixelSize: NaN,
});

Deno.test("firstTold() passes over what is no TIFF", () =>
  inFolder(async (folder) => {
    const image = { width: 1, height: 1, data: new Uint16Array([9]) };
    await Deno.writeTextFile(`${folder}/a.png`, "no image");
    await Deno.writeFile(`${folder}/b.tif`, await encodeTiff(image));
    const first = await firstTold([`${folder}/a.png`, `${folder}/b.tif`]);
    assertEquals([first?.file, first?.told.pages], [`${folder}/b.tif`, 1]);
  }));

Deno.test("toldChannels() takes numbers as they are, and names where a file has them", () => {
  const numbers = new Map([["0", "A"], ["7", "B"]]);
  assertStrictEquals(toldChannels(told("DNA", "ER"), numbers), numbers);
  assertEquals(toldChannels(told()), undefined);
  const named = new Map([["er", "Reticulum"], ["0", "A"]]);
  assertStrictEquals(toldChannels(told(), named), named);
  assertEquals([...toldChannels(told("DNA", "ER"), named)!], [["1", "Reticulum"], ["0", "A"]]);
  assertEquals([...toldChannels(told("405", "488"), new Map([["488", "ER"]]))!], [["1", "ER"]]);
  const absent = () => toldChannels(told("DNA", "ER"), new Map([["Mito", "Mito"]]));
  assertThrows(absent, InputError, 'found "Mito", allowed: DNA, ER, as the images');
});

Deno.test("refuseOtherChannels() names two files, also of one order and another, or without names", () => {
  const first = { file: "a.tif", told: told("DNA", "ER") };
  const against = (...names: string[]) => () =>
    refuseOtherChannels(first, new Map([["a.tif", first.told], ["b.tif", told(...names)]]));
  against("DNA", "ER")();
  const holds = '"a.tif holds #0 DNA, #1 ER","b.tif holds';
  assertThrows(against("ER", "DNA"), InputError, `${holds} #0 ER, #1 DNA"`);
  assertThrows(against(), InputError, `${holds} pages without names"`);
});
