import { assertEquals, assertRejects } from "@std/assert";
import { checkHeldOut, networkWithout } from "../../lib/cli/held_out.ts";
import { InputError } from "../../lib/core/errors.ts";
import { encodeNetwork } from "../../lib/learn/nucleus_network.ts";
import { inTempDir } from "../data/helpers.ts";
import { randomNetwork } from "../learn/nucleus/random_network.ts";

Deno.test("networkWithout() gives the network of a file only for the fold that it left alone", () =>
  inTempDir(async (folder) => {
    const file = `${folder}/weights.safetensors`;
    await Deno.writeFile(file, encodeNetwork(randomNetwork));
    assertEquals(await networkWithout(file, 3), randomNetwork);
    for (const fold of [0, 1, 2, 4]) {
      const message = `${file}: found "images of fold ${fold} to test it on", allowed: fold 3`;
      await assertRejects(() => networkWithout(file, fold), InputError, message);
    }
    await assertRejects(() => networkWithout(`${folder}/none`, 3), InputError, "no such file");
  }));

Deno.test("checkHeldOut() knows that rules were fitted too, and asks nothing of published weights", async () => {
  await checkHeldOut({ method: "classical" }, 0);
  for (const method of ["classical", "network"]) {
    await assertRejects(() => checkHeldOut({ method }, 1), InputError, "has learned these images");
  }
  for (const fold of [0, 1, 2, 3, 4]) await checkHeldOut({ method: "cellpose" }, fold);
});
