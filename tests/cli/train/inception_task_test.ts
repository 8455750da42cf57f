import { assert, assertEquals, assertRejects } from "@std/assert";
import { type FieldSet, inceptionTask } from "../../../lib/cli/train/inception_task.ts";
import { invocation } from "../invocation.ts";
import { writeSmallScreen } from "./small_screen.ts";

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
