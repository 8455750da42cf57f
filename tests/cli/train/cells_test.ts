import { assert, assertEquals, assertRejects } from "@std/assert";
import { readIndex } from "../../../lib/data/index_file.ts";
import { readScreenCells } from "../../../lib/cli/train/cells.ts";
import { tearImage, writeSmallScreen } from "./small_screen.ts";

Deno.test("readScreenCells() cuts cells out of each field, the same ones for a seed", async () => {
  await using folder = await writeSmallScreen();
  const options = { side: 64, most: 2, seed: 1 };
  const { cells, channels, limits } = await readScreenCells([folder.screen], options);
  assertEquals(channels, 3);
  assert(cells.every(({ crop }) => crop.length === 64 * 64 * 3));
  const fields = Map.groupBy(cells, ({ plate, well, site }) => `${plate} ${well} ${site}`);
  assert([...fields.values()].every(({ length }) => length <= 2));
  assertEquals(new Set(cells.map(({ compound }) => compound)).size, 5);
  assertEquals([...limits.keys()], [...new Set(cells.map(({ plate }) => plate))]);
  const again = await readScreenCells([folder.screen], options);
  assertEquals(again.cells, cells);
  // A screen that comes twice has its plates twice.
  const both = await readScreenCells([folder.screen, folder.screen], { ...options, most: 1 });
  assertEquals(new Set(both.cells.map(({ plate }) => plate)).size, 12);
  // Channels in another order are others to a network, however many they are.
  await using other = await writeSmallScreen();
  const file = `${other.screen}/index.csv`, rows = await Deno.readTextFile(file);
  await Deno.writeTextFile(file, rows.replace("DAPI,Tubulin", "Tubulin,DAPI"));
  await assertRejects(
    () => readScreenCells([folder.screen, other.screen], options),
    Error,
    'found "Tubulin, DAPI, Actin", allowed: DAPI, Tubulin, Actin',
  );
  await assertRejects(() => readScreenCells([folder.root], options), Error, "index.csv");
  const large = () => readScreenCells([folder.screen], { ...options, side: 100 });
  await assertRejects(large, Error, 'found "96 × 96 px", allowed: at least 100 × 100');
  // A torn field is an error, or left out alone: the cells of others are as they were.
  const { fields: sites } = await readIndex(`${folder.screen}/index.csv`), torn = sites[1]!;
  const path = await tearImage(torn), bad: string[] = [], shown: number[] = [];
  await assertRejects(() => readScreenCells([folder.screen], options), Error, path);
  const left = await readScreenCells([folder.screen], {
    ...options,
    onBad: (_, { plate, well, site }) => bad.push(`${plate} ${well} ${site}`),
    onField: (done) => shown.push(done),
  });
  const name = `${torn.plate} ${torn.well} ${torn.site}`;
  assertEquals(bad, [name]);
  assertEquals(left.cells, cells.filter((one) => `${one.plate} ${one.well} ${one.site}` !== name));
  assertEquals(shown, Array.from(sites, (_, i) => i + 1));
});
