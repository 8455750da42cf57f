import { assertRejects } from "@std/assert";
import { checkHeldOut } from "../../lib/cli/held_out.ts";
import { InputError } from "../../lib/core/errors.ts";
import { encodeNetwork } from "../../lib/learn/nucleus_network.ts";
import { inTempDir } from "../data/helpers.ts";
import { randomNetwork } from "../learn/nucleus/random_network.ts";

Deno.test("checkHeldOut() passes a network only on the fold that its file says it left alone", () =>
  inTempDir(async (folder) => {
    const checkpoint = `${folder}/weights.safetensors`, method = "network";
    await Deno.writeFile(checkpoint, encodeNetwork(randomNetwork));
    await checkHeldOut({ method, checkpoint }, 3);
    for (const fold of [0, 1, 2, 4]) {
      const message =
        `${checkpoint}: found "images of fold ${fold} to test it on", allowed: fold 3`;
      await assertRejects(() => checkHeldOut({ method, checkpoint }, fold), InputError, message);
    }
    const none = { method, checkpoint: `${folder}/none` };
    await assertRejects(() => checkHeldOut(none, 3), InputError, "no such file");
  }));

Deno.test("checkHeldOut() refuses validation images that were learned, or chose for another fold", () =>
  inTempDir(async (folder) => {
    const checkpoint = `${folder}/weights.safetensors`, task = { method: "network", checkpoint };
    await Deno.writeFile(checkpoint, encodeNetwork(randomNetwork));
    await checkHeldOut(task, 3, "validation");
    await assertRejects(() => checkHeldOut(task, 2, "validation"), InputError, "allowed: fold 3");
    await Deno.writeFile(checkpoint, encodeNetwork({ ...randomNetwork, withValidation: true }));
    await checkHeldOut(task, 3);
    const allowed = "allowed: test images of fold 3";
    await assertRejects(() => checkHeldOut(task, 3, "validation"), InputError, allowed);
  }));

Deno.test("checkHeldOut() knows that rules were fitted too, and asks nothing of published weights", async () => {
  for (const method of ["classical", "network"]) {
    await checkHeldOut({ method }, 0);
    await assertRejects(() => checkHeldOut({ method }, 1), InputError, "has learned these images");
  }
  for (const fold of [0, 1, 2, 3, 4]) await checkHeldOut({ method: "cellpose" }, fold);
});
