import { assert, assertEquals } from "@std/assert";
import { exists } from "../../lib/core/files.ts";
import { simulateScreen } from "../../lib/data/simulate.ts";

Deno.test("simulateScreen() writes every planned image, mask and table", async () => {
  const out = await Deno.makeTempDir();
  const { fields, drawn } = await simulateScreen({ out, size: "small", width: 128, height: 96 });
  assertEquals(drawn, fields);
  const [header, ...rows] = (await Deno.readTextFile(`${out}/BBBC021_v1_image.csv`)).trim().split(
    "\n",
  );
  assertEquals(header!.split(",").length, 13);
  assertEquals(rows.length, fields);
  for (const row of rows) {
    const cells = row.split(",");
    for (const column of [2, 4, 6]) {
      assert(await exists(`${out}/${cells[column + 1]}/${cells[column]}`));
    }
  }
  await Deno.remove(out, { recursive: true });
});
