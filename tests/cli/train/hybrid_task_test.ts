import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { fieldExamples, hybridTask } from "../../../lib/cli/train/hybrid_task.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { invocation } from "../invocation.ts";
import { fieldName } from "../../../lib/cli/over_fields.ts";
import { tearImage, writeSmallScreen } from "./small_screen.ts";

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
  const allowing = (allow: string[], more: Record<string, string>) =>
    hybridTask(invocation({ index, side: "16", allow, ...more }), () => {});
  await assertRejects(
    () => allowing(["Cells_area"], { metadata }),
    Error,
    "Is Cells_Area meant?",
  );
  await assertRejects(() => allowing(["Cells_Area"], {}), Error, "--metadata names the file");
});

Deno.test("hybridTask() says which classes a set lacks, and takes no class for a compound", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, said: string[] = [];
  const lines = (await Deno.readTextFile(index)).trim().split("\n");
  const read = (more: Record<string, string>) =>
    hybridTask(invocation({ index, side: "16", ...more }), (text) => said.push(text));
  await read({});
  assertEquals(said, []);
  // A drug is now on the plates of one week only, and a set of the other week's lacks it.
  const plates = [...new Set(lines.slice(1).map((line) => line.split(",")[0]!))];
  const [header, ...rows] = lines;
  const kept = rows.filter((row) =>
    !row.includes("cytochalasin") || plates.slice(0, 2).includes(row.split(",")[0]!)
  );
  await Deno.writeTextFile(index, [header, ...kept, ""].join("\n"));
  const outcomes = await Promise.all(
    Array.from(
      { length: 6 },
      (_, seed) => read({ seed: String(seed) }).catch(({ message }: Error) => said.push(message)),
    ),
  );
  assertEquals(outcomes.length, 6);
  assertMatch(said.join("\n"), /(test|validation) lacks 1 of 5 classes: cytochalasin B/);
  const nameless = lines.map((line) => line.replace("Metadata_Compound", "Metadata_Drug"));
  await Deno.writeTextFile(index, nameless.join("\n") + "\n");
  const byCompound = { label: "Metadata_MoA", split: "compound" };
  await assertRejects(
    () => read(byCompound),
    Error,
    'option --compound: found "Metadata_Compound"',
  );
});

Deno.test("hybridTask() with --skip-bad is as without the fields that cannot be read, and names them", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, { fields } = await readIndex(index), side = "16";
  const metadata = `${folder.root}/areas.csv`, fewer = `${folder.screen}/fewer.csv`;
  const area = fields.map(({ plate, well, site }, i) =>
    `${plate},${well},${site},${i * 7919 % 101}`
  );
  const header = "Metadata_Plate,Metadata_Well,Metadata_Site,Cells_Area";
  await Deno.writeTextFile(metadata, [header, ...area, ""].join("\n"));
  const drug = (name: string) =>
    fields.findIndex(({ metadata }) => metadata.Metadata_Compound === name);
  const torn = [drug("DMSO"), drug("AZ-A")].toSorted((a, b) => a - b), said: string[] = [];
  const rows = (await Deno.readTextFile(index)).split("\n");
  const kept = rows.filter((_, line) => !torn.includes(line - 1));
  await Deno.writeTextFile(fewer, kept.join("\n"));
  const file = await tearImage(fields[torn[0]!]!);
  const read = (index: string, skip: boolean) =>
    hybridTask(
      invocation({ index, metadata, side, "skip-bad": skip }),
      (text) => said.push(text),
    );
  await assertRejects(() => read(index, false), Error, file);
  await Deno.remove(Object.values(fields[torn[1]!]!.files)[0]!);
  const task = await read(index, true), names = torn.map((row) => fieldName(fields[row]!));
  assertEquals(task.skipped.map(({ field }) => field), names);
  assert(task.skipped[0]!.reason.includes(file));
  assert(said.includes(`2 of ${fields.length} fields left out, since they cannot be read`));
  for (const name of names) assert(said.some((text) => text.startsWith(`left out ${name}: `)));
  const { skipped: none, ...expected } = await read(fewer, false);
  const { skipped: _, ...found } = task;
  assertEquals([none, found], [[], expected]);
  assertEquals(found.targets.length, fields.length - 2);
});
