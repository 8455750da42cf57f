import type { Fingerprints } from "../../chem/fingerprints.ts";
import { tanimoto } from "../../chem/tanimoto.ts";
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import { Random } from "../../core/random.ts";
import type { Bench } from "./bench.ts";

/** Molecules of the bench. */
export const molecules = 2000;
const words = 64;

/** All pairs of fingerprints of 2048 bits with 20 to 80 set, as Morgan's are. */
export const tanimotoBench: Bench = benchOf("tanimoto", "Morgan-like", 20, 80);

/** All pairs of fingerprints of 2048 bits with 400 to 1200 set, as RDKit's paths are. */
export const denseTanimotoBench: Bench = benchOf("tanimoto-dense", "RDKit-like", 400, 1200);

function benchOf(name: string, like: string, least: number, most: number): Bench {
  return {
    name,
    what: `Tanimoto similarity of all pairs, ${like} bits`,
    target: 1,
    peer: {
      name: "RDKit's BulkTanimotoSimilarity",
      packages: ["rdkit==2026.9.1", "numpy==2.3.5"],
      script: new URL("./tanimoto.py", import.meta.url),
    },
    prepare: async (folder) => {
      const prints = random(least, most), path = `${folder}/fingerprints.u32`;
      await Deno.writeFile(path, new Uint8Array(prints.data.buffer as ArrayBuffer));
      return {
        input: `${molecules} fingerprints of ${32 * words} bits`,
        peerInput: path,
        run: () => tanimoto(prints),
        check: (ours, peer) => {
          const { data, cols } = ours as Matrix;
          const last = data.subarray((molecules - 1) * cols);
          const sum = last.reduce((all, value) => all + value, 0);
          if (Math.abs(sum - Number(peer)) > 1e-6 * sum) {
            throw new InputError("Two sums of similarities differ", { found: [sum, peer] });
          }
        },
      };
    },
  };
}

function random(least: number, most: number): Fingerprints {
  const stream = new Random(5), data = new Uint32Array(molecules * words);
  for (let row = 0; row < molecules; row++) {
    const set = least + stream.integer(most - least + 1);
    for (let i = 0; i < set; i++) {
      const bit = stream.integer(32 * words);
      data[row * words + (bit >>> 5)]! |= 1 << (bit & 31);
    }
  }
  const present = new Uint8Array(molecules).fill(1);
  return { rows: molecules, bits: 32 * words, words, data, present };
}
