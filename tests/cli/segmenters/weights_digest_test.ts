import { assertEquals, assertRejects } from "@std/assert";
import { weightsDigest } from "../../../lib/cli/segmenters/weights_digest.ts";
import { InputError } from "../../../lib/core/errors.ts";
import { inFolder } from "../../data/folder.ts";

Deno.test("weightsDigest() is the SHA-256 of the file, whatever its path", async () => {
  await inFolder(async (folder) => {
    // sha256sum of "abc", FIPS 180-2 appendix B.1.
    const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (const [method, name] of [["network", "a"], ["cellpose", "b"]] as const) {
      const checkpoint = `${folder}/${name}`;
      await Deno.writeTextFile(checkpoint, "abc");
      assertEquals(await weightsDigest(method, { checkpoint }), abc);
      await Deno.remove(checkpoint);
      await assertRejects(() => weightsDigest(method, { checkpoint }), InputError, checkpoint);
    }
  });
});
