import { Random } from "../../../lib/core/random.ts";

const columns = ["Plate", "Well", "Compound", "MoA"].map((name) => `Metadata_${name}`);
/** Plates of one layout: 24 controls; drugs a and b of mechanism x far from them, c nowhere. */
export async function writePlates(folder: string, plates: number): Promise<string[]> {
  const random = new Random(4), files: string[] = [];
  for (let plate = 1; plate <= plates; plate++) {
    const rows = Array.from({ length: 28 }, (_, i) => {
      const drug = ["a", "b", "c", "c2"][i - 24] ?? "DMSO", moa = { a: "x", b: "x" }[drug] ?? "";
      const far = moa === "x" ? 30 : 0;
      const values = [far + random.normal(), random.normal(), random.normal() - far / 2];
      return [`P${plate}`, `A${i + 1}`, drug, moa, ...values].join(",");
    });
    files.push(`${folder}/P${plate}.csv`);
    const head = [...columns, "f1", "f2", "f3"].join(",");
    await Deno.writeTextFile(files.at(-1) as string, [head, ...rows].join("\n"));
  }
  return files;
}
