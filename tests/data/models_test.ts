import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { readModel } from "../../lib/data/models.ts";

Deno.test("readModel() reads a file of one's own", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, new Uint8Array([4, 2]));
  const model = await readModel("nucleus", path);
  await Deno.remove(path);
  assertEquals(model, { file: path, bytes: new Uint8Array([4, 2]) });
});

Deno.test("readModel() names the file that is missing", async () => {
  await assertRejects(() => readModel("nothing"), InputError, "models/nothing/weights.safetensors");
});
