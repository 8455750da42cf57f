import { assertEquals, assertRejects } from "@std/assert";
import { InputError } from "../../../lib/core/errors.ts";
import { alone, readRecord, recordPath, writeRecord } from "../../../lib/data/fetch/record.ts";
import { inTempDir } from "../helpers.ts";

Deno.test("readRecord() returns what writeRecord() wrote, and refuses a damaged record by name", async () => {
  await inTempDir(async (folder) => {
    const record = {
      url: "https://example.org/a.zip",
      bytes: 5,
      sha256: "ab".repeat(32),
      modified: 1_700_000_000_123,
      unpacked: [{ name: "A01/a.tif", bytes: 3 }, { name: "b.tif", bytes: 0 }],
    };
    await writeRecord(folder, "in/a.zip", record);
    assertEquals(await readRecord(folder, "in/a.zip"), record);
    const { unpacked: _, ...older } = { ...record, unpackedFiles: 720 };
    await writeRecord(folder, "in/a.zip", older);
    assertEquals(await readRecord(folder, "in/a.zip"), older);
    await Deno.writeTextFile(
      recordPath(folder, "in/a.zip"),
      '{"url":"x","bytes":5,"sha256":"short"}',
    );
    await assertRejects(() => readRecord(folder, "in/a.zip"), InputError, "column sha256");
    await Deno.writeTextFile(recordPath(folder, "in/a.zip"), "{");
    await assertRejects(() => readRecord(folder, "in/a.zip"), InputError, "a.zip.json");
  });
});

Deno.test("alone() lets one work at a time on a file, and others on other files", async () => {
  await inTempDir(async (folder) => {
    const log: string[] = [];
    const work = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      log.push(`${name} ends`);
    };
    await Promise.all([alone(folder, "a", work("1")), alone(folder, "a", work("2"))]);
    assertEquals(log.map((line) => line.slice(2)), ["begins", "ends", "begins", "ends"]);
    log.length = 0;
    await Promise.all([alone(folder, "a", work("1")), alone(folder, "b", work("2"))]);
    assertEquals(log.map((line) => line.slice(2)), ["begins", "begins", "ends", "ends"]);
  });
});

Deno.test("alone() can be stopped while it waits, and frees the file when the work fails", async () => {
  await inTempDir(async (folder) => {
    await alone(folder, "a", async () => {
      const signal = AbortSignal.timeout(10);
      await assertRejects(() => alone(folder, "a", () => Promise.resolve(), signal), DOMException);
    });
    await assertRejects(
      () => alone(folder, "a", () => Promise.reject(new Error("no"))),
      Error,
      "no",
    );
    assertEquals(await alone(folder, "a", () => Promise.resolve(1)), 1);
  });
});

Deno.test("alone() says what is in the way where its folder cannot be made", () =>
  inTempDir(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    const error = await assertRejects(
      () => alone(`${folder}/file`, "a", () => Promise.resolve()),
      InputError,
    );
    assertEquals([error.problem.file, error.problem.found], [`${folder}/file`, "a file"]);
  }));
