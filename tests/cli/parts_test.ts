import { assertEquals, assertRejects } from "@std/assert";
import { openParts } from "../../lib/cli/parts.ts";
import { InputError } from "../../lib/core/errors.ts";
import { exists } from "../../lib/core/files.ts";
import { inFolder } from "../data/folder.ts";

Deno.test("openParts() keeps finished parts of the same settings and clears half-written ones", async () => {
  await inFolder(async (folder) => {
    const { file } = await openParts(`${folder}/a.csv`, { a: 1 }, ["x", "y"]);
    await Deno.writeTextFile(file(0), "done");
    await Deno.writeTextFile(`${file(1)}.x.partial`, "half");
    await openParts(`${folder}/a.csv`, { a: 1 }, ["x", "y"]);
    assertEquals([await exists(file(0)), await exists(`${file(1)}.x.partial`)], [true, false]);
    const other = () => openParts(`${folder}/a.csv`, { a: 2 }, ["x", "y"]);
    const error = await assertRejects(
      other,
      InputError,
      "an unfinished run made with other settings",
    );
    assertEquals(error.problem.hint?.includes(`${folder}/a.csv.parts`), true);
  });
});

Deno.test("openParts() finds the part of a field again that has another place in the mended index", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/a.csv`, fields = [{ well: "A01" }, { well: "A02" }, { well: "A03" }];
    const before = await openParts(out, {}, fields);
    const mended = await openParts(out, {}, [fields[0], { well: "A02", dose: 3 }, fields[1]]);
    assertEquals([mended.file(0), mended.file(2)], [before.file(0), before.file(1)]);
    assertEquals(fields.map((_, i) => before.file(i)).includes(mended.file(1)), false);
  });
});

Deno.test("openParts() takes other settings after a run that stopped before its first part", async () => {
  await inFolder(async (folder) => {
    const out = `${folder}/a.csv`;
    await openParts(out, { a: 1 }, ["x"]);
    const { file } = await openParts(out, { a: 2 }, ["x"]);
    await Deno.writeTextFile(file(0), "done");
    await assertRejects(() => openParts(out, { a: 1 }, ["x"]), InputError, 'found "a 2"');
  });
});
