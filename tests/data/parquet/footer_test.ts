import { assert, assertEquals } from "@std/assert";
import { ParquetFooter } from "../../../lib/data/parquet/footer.ts";

const column = (name: string) => ({ name, type: "DOUBLE" as const, nullable: false });
const chunk = { encodings: [0], offset: 15e9, bytes: 60_000, plainBytes: 70_000 };

Deno.test("ParquetFooter ends with its length and the name of the format", () => {
  const footer = new ParquetFooter([column("area")]);
  footer.add(9, [chunk]);
  const bytes = footer.bytes();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  assertEquals(view.getUint32(bytes.length - 8, true), bytes.length - 8);
  assertEquals(new TextDecoder().decode(bytes.subarray(-4)), "PAR1");
});

Deno.test("ParquetFooter keeps less than 100 bytes a chunk, so that a plate's 220,000 take some 20 MB", () => {
  const names = Array.from({ length: 3675 }, (_, i) => `Cytoplasm_Texture_InfoMeas1_DNA_5_00_${i}`);
  const footer = new ParquetFooter(names.map(column));
  footer.add(8707, names.map(() => chunk));
  assert(footer.size / names.length < 100, `${footer.size / names.length} bytes a chunk`);
});
