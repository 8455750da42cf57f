import { assertEquals, assertRejects } from "@std/assert";
import { eachField } from "../../../lib/cli/train/each_field.ts";
import { InputError } from "../../../lib/core/errors.ts";
import type { IndexedField } from "../../../lib/data/index_file.ts";
import { encodeTiff } from "../../../lib/image/tiff.ts";

Deno.test("eachField() gives each field its row, also behind bad ones, which it tells or stops at", async () => {
  const folder = await Deno.makeTempDir();
  const rows: IndexedField[] = [];
  for (const [site, side] of [8, 8, 4, 8, 8].entries()) {
    const file = `${folder}/${site}.tif`, data = new Uint16Array(side * side).fill(site);
    await Deno.writeFile(file, await encodeTiff({ width: side, height: side, data }));
    rows.push({ plate: "P", well: "A01", site, files: { DNA: file }, pixelSize: 1, metadata: {} });
  }
  const torn = await Deno.readFile(`${folder}/1.tif`);
  await Deno.writeFile(`${folder}/1.tif`, torn.subarray(0, torn.length >> 1));
  const check = ({ width }: { width: number }) => {
    if (width < 8) throw new InputError("too small");
  };
  const bad: [number, string][] = [], shown: number[][] = [], read: number[][] = [];
  const onBad = ({ message }: InputError, { site }: IndexedField) => void bad.push([site, message]);
  const onField = (...count: number[]) => void shown.push(count);
  for await (const { row, field } of eachField(rows, { check, onBad, onField })) {
    read.push([row.site, field.channels[0]!.data[0]!]);
  }
  assertEquals(read, [[0, 0], [3, 3], [4, 4]]);
  assertEquals(bad.map(([site]) => site), [1, 2]);
  assertEquals([bad[0]![1].includes("1.tif"), bad[1]![1]], [true, "too small"]);
  assertEquals(shown, [[1, 5], [2, 5], [3, 5], [4, 5], [5, 5]]);
  await assertRejects(() => Array.fromAsync(eachField(rows)), InputError, "1.tif");
  const small = () => Array.fromAsync(eachField(rows.slice(2), { check }));
  await assertRejects(small, InputError, "too small");
  // What is no matter of the input is never left out.
  const broken = () => {
    throw new TypeError("a slip");
  };
  const slip = () => Array.fromAsync(eachField(rows, { check: broken, onBad }));
  await assertRejects(slip, TypeError, "a slip");
  await Deno.remove(folder, { recursive: true });
});
