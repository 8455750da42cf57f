import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import { Random } from "../../lib/core/random.ts";
import { checkMetadata, scaled, scaleOf } from "../../lib/learn/metadata.ts";

const random = new Random(1), n = 96;
const wells = Array.from({ length: n }, (_, i) => `${"ABCDEFGH"[i >> 3 & 7]}${i % 8 + 1}`);
const rows = wells.map((well) => well[0]!);

function matrixOf(...columns: ((i: number) => number)[]) {
  const data = Float64Array.from(
    { length: n * columns.length },
    (_, i) => columns[i % columns.length]!(Math.floor(i / columns.length)),
  );
  return { rows: n, cols: columns.length, data };
}

Deno.test("checkMetadata() refuses columns by name and by content, all at once, with reasons", () => {
  const matrix = matrixOf(() => random.normal(), (i) => i, (i) => rows[i]!.charCodeAt(0));
  const columns = ["Cells_Area", "Metadata_FileName", "Nuclei_Number"];
  const check = (allow: string[]) => () =>
    checkMetadata(columns, matrix, { row: rows, well: wells }, { allow });
  const error = assertThrows(check([]), InputError, "Metadata_FileName: its name says metadata");
  assertEquals(error.message.includes("Nuclei_Number: each row has one value of it"), true);
  assertEquals(error.message.includes("Cells_Area"), false);
  assertThrows(check(["Metadata_FileName"]), InputError, "Nuclei_Number");
  check(["Metadata_FileName", "Nuclei_Number"])();
});

Deno.test("scaleOf() is fitted on training rows only; a column without spread becomes 0", () => {
  const matrix = matrixOf((i) => i < 4 ? i : 1e6, () => 7);
  const scale = scaleOf(["a", "b"], matrix, [0, 1, 2, 3]);
  assertEquals([...scale.mean], [1.5, 7]);
  assertEquals([...scaled(matrix, scale, 3)], [Math.fround(1.5 / Math.sqrt(1.25)), 0]);
});

Deno.test("scaleOf() names row and column of a value that is missing", () => {
  const matrix = matrixOf(() => 1, (i) => i === 5 ? NaN : 0);
  assertThrows(() => scaleOf(["a", "b"], matrix, [0]), InputError, "row 6, column b: found NaN");
});
