import { assert, assertEquals, assertRejects } from "@std/assert";
import { fieldExamples, hybridTask } from "../../../lib/cli/train/hybrid_task.ts";
import { invocation } from "../invocation.ts";
import { writeSmallScreen } from "./small_screen.ts";

Deno.test("hybridTask() keeps plates together, and its examples are scaled by training fields", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, metadata = `${folder.root}/areas.csv`;
  const rows = (await Deno.readTextFile(index)).trim().split("\n").slice(1);
  const table = rows.map((row, i) => [...row.split(",").slice(0, 3), (i * 7919) % 101].join());
  const header = "Metadata_Plate,Metadata_Well,Metadata_Site,Cells_Area";
  await Deno.writeTextFile(metadata, [header, ...table, ""].join("\n"));
  const task = await hybridTask(invocation({ index, metadata, side: "16" }), () => {});
  const plates = (rows: number[]) => new Set(rows.map((row) => task.fields.fields[row]!.plate));
  const { train, validation, test } = task.sets;
  assertEquals(train.length + validation.length + test.length, task.targets.length);
  assert(plates(train).isDisjointFrom(plates(test)));
  const { image, metadata: measured, nameOf } = fieldExamples(task);
  assertEquals(image!.of(0).shape, [16, 16, 3]);
  const mean = train.reduce((sum, row) => sum + measured!.of(row)[0]!, 0) / train.length;
  assert(Math.abs(mean) < 1e-5, `${mean}`);
  const { plate, well, site } = task.fields.fields[3]!;
  assertEquals(nameOf!(3), `${plate} ${well} site ${site}`);
  await assertRejects(
    () => hybridTask(invocation({ index, label: "Metadata_Drug" }), () => {}),
    Error,
    "Metadata_Drug",
  );
});
