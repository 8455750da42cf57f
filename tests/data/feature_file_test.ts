import { assertEquals, assertRejects } from "@std/assert";
import { makeFeatureFile } from "../../lib/data/feature_file.ts";

Deno.test("makeFeatureFile() gives rows back in any order, also before it is finished", async () => {
  const folder = await Deno.makeTempDir(), path = `${folder}/rows.bin`;
  const file = await makeFeatureFile(path, 3);
  await file.append(new Float32Array([1, 2, 3]));
  await file.append(new Float32Array([4, 5, 6, 7, 8, 9]));
  assertEquals([...await file.read(2)], [7, 8, 9]);
  await file.finish();
  const rows = await Promise.all([2, 0, 1, 0].map((row) => file.read(row)));
  assertEquals(rows.map(([first]) => first), [7, 1, 4, 1]);
  await assertRejects(() => file.read(3), RangeError, "no row 3 of 3");
  await assertRejects(() => file.append(new Float32Array(2)), RangeError, "no rows of 3");
  await file.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("makeFeatureFile() leaves nothing behind, and an older file alone, if it is not finished", async () => {
  const folder = await Deno.makeTempDir(), path = `${folder}/rows.bin`;
  await Deno.writeTextFile(path, "older");
  const file = await makeFeatureFile(path, 1);
  await file.append(new Float32Array([1]));
  await file.close();
  assertEquals(await Deno.readTextFile(path), "older");
  assertEquals([...Deno.readDirSync(folder)].length, 1);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("makeFeatureFile() names the file that cannot be made", async () => {
  await assertRejects(() => makeFeatureFile("/no/such/folder/rows", 1), Error, "/no/such/folder");
});
