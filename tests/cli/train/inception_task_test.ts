import { assert, assertEquals, assertRejects } from "@std/assert";
import { type FieldSet, inceptionTask } from "../../../lib/cli/train/inception_task.ts";
import { readIndex } from "../../../lib/data/index_file.ts";
import { invocation } from "../invocation.ts";
import { tearImage, writeSmallScreen } from "./small_screen.ts";

Deno.test("inceptionTask() keeps compounds apart, and 8 bits leave 256 grey values", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, out = folder.root;
  const task = (more: Record<string, string | string[]>) =>
    inceptionTask(invocation({ index, out, side: "75", ...more }), () => {});
  const { train, validation, classes, settings } = await task({ bits: "8" });
  const compounds = (names: string[]) => new Set(names.filter((name) => name !== "DMSO"));
  assert(compounds(train.compounds).isDisjointFrom(compounds(validation.compounds)));
  assertEquals([classes.length, settings.bits], [3, 8]);
  const wells = ({ fields, compounds }: FieldSet) =>
    new Set(
      fields.filter((_, i) => compounds[i] === "DMSO").map(({ plate, well }) => plate + well),
    );
  assert(wells(train).size > 0 && wells(train).isDisjointFrom(wells(validation)));
  const treated = await task({ "leave-out": ["Metadata_Compound=DMSO"] });
  assert(!treated.classes.includes("DMSO"));
  const { shape, data } = await train.read(0);
  assertEquals(shape, [75, 75, 3]);
  assert(data.every((value) => Math.abs(value * 255 - Math.round(value * 255)) < 1e-4));
  const sixteen = await task({ bits: "16" });
  assert(sixteen.train.images !== train.images, "images of other bits are others");
  assertEquals((await task({ bits: "8" })).train.images, train.images);
  await assertRejects(() => task({ bits: "12" }), Error, "12");
});

Deno.test("inceptionTask() with --skip-bad splits the fields that can be read, and tells the others", async () => {
  await using folder = await writeSmallScreen();
  const index = `${folder.screen}/index.csv`, { fields } = await readIndex(index);
  const first = fields.findIndex(({ metadata }) => metadata.Metadata_Compound !== "DMSO");
  const torn = fields[first]!, file = await tearImage(torn), said: string[] = [];
  const task = (skip: boolean) =>
    inceptionTask(
      invocation({ index, out: folder.root, side: "75", "skip-bad": skip }),
      (text) => said.push(text),
    );
  await assertRejects(() => task(false), Error, file);
  const { train, validation, skipped } = await task(true), name = `${torn.plate}/${torn.well}`;
  assertEquals(skipped.map(({ field }) => field), [`${name}/${torn.site}`]);
  assert(skipped[0]!.reason.includes(file));
  assert(said.some((text) => text.startsWith(`left out ${name}/${torn.site}: `)));
  const used = [...train.fields, ...validation.fields];
  assert(used.every(({ files }) => files.DAPI !== torn.files.DAPI));
  // Classes stay of one size.
  const counts = new Set(Map.groupBy(train.targets, (c) => c).values().map(({ length }) => length));
  assertEquals(counts.size, 1);
  for (const position of train.fields.keys()) await train.read(position);
});
