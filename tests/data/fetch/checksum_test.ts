import { assertEquals, assertRejects } from "@std/assert";
import { Checksum, checksumFile } from "../../../lib/data/fetch/checksum.ts";
import { inTempDir, someBytes } from "../helpers.ts";

Deno.test("Checksum gives the published SHA-256 of the empty text and of abc", () => {
  const sum = new Checksum();
  assertEquals(sum.hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  sum.add(new TextEncoder().encode("ab"));
  sum.hex();
  sum.add(new TextEncoder().encode("c"));
  assertEquals(sum.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

Deno.test("checksumFile() agrees with the platform's own digest over several pieces", async () => {
  await inTempDir(async (folder) => {
    const bytes = someBytes(3_000_001);
    await Deno.writeFile(`${folder}/a`, bytes);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const seen: number[] = [];
    const sum = await checksumFile(`${folder}/a`, { onProgress: (n) => seen.push(n) });
    assertEquals(sum.hex(), digest.toHex());
    assertEquals([sum.bytes, seen.at(-1), seen.length > 1], [3_000_001, 3_000_001, true]);
  });
});

Deno.test("checksumFile() can be stopped", async () => {
  await inTempDir(async (folder) => {
    await Deno.writeFile(`${folder}/a`, someBytes(10));
    const signal = AbortSignal.abort(new Error("enough"));
    await assertRejects(() => checksumFile(`${folder}/a`, { signal }), Error, "enough");
  });
});
