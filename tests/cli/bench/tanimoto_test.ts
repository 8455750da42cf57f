import { assertEquals, assertThrows } from "@std/assert";
import { denseTanimotoBench, molecules, tanimotoBench } from "../../../lib/cli/bench/tanimoto.ts";
import type { Matrix } from "../../../lib/core/matrix.ts";
import { inFolder } from "../../data/folder.ts";

for (const bench of [tanimotoBench, denseTanimotoBench]) {
  Deno.test(`the bench ${bench.name} hands the peer its bits, and refuses another sum`, async () => {
    await inFolder(async (folder) => {
      const { run, check, peerInput } = await bench.prepare(folder);
      assertEquals((await Deno.readFile(peerInput!)).length, molecules * 256);
      const { data, rows } = await run() as Matrix;
      const sum = data.subarray((rows - 1) * rows).reduce((all, value) => all + value, 0);
      check!({ data, rows, cols: rows }, String(sum));
      assertThrows(() => check!({ data, rows, cols: rows }, String(2 * sum)), Error, "differ");
    });
  });
}
