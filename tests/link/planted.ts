import { Random } from "../../lib/core/random.ts";
import type { Matched } from "../../lib/link/matched.ts";

/**
 * Compounds whose profiles follow from the bits of their fingerprints as far as `signal` goes, three
 * wells a compound.
 */
export function planted(compounds: number, signal: number, seed: number): Matched {
  const random = new Random(seed), bits = 32, features = 6;
  const maps = Array.from({ length: bits * features }, () => random.normal());
  const words = new Uint32Array(compounds), structures = new Float32Array(compounds * bits);
  const data = new Float32Array(compounds * 3 * features);
  for (let compound = 0; compound < compounds; compound++) {
    const own = structures.subarray(compound * bits, (compound + 1) * bits);
    for (let bit = 0; bit < bits; bit++) {
      if (random.uniform() >= 0.3) continue;
      own[bit] = 1;
      words[compound] = (words[compound]! | 1 << bit) >>> 0;
    }
    for (let feature = 0; feature < features; feature++) {
      const true_ = own.reduce((sum, one, bit) => sum + one * maps[bit * features + feature]!, 0);
      for (let well = 0; well < 3; well++) {
        data[(3 * compound + well) * features + feature] = signal * true_ + random.normal();
      }
    }
  }
  const names = Array.from({ length: compounds }, (_, i) => `compound ${i + 1}`);
  return {
    names,
    smiles: names.map(() => "C"),
    scaffolds: names.map((_, i) => i % 5 === 0 ? "" : `ring ${Math.floor(i / 2)}`),
    profiles: { rows: 3 * compounds, cols: features, data },
    compoundOf: Int32Array.from({ length: 3 * compounds }, (_, i) => Math.floor(i / 3)),
    prints: {
      rows: compounds,
      bits,
      words: 1,
      data: words,
      present: new Uint8Array(compounds).fill(1),
    },
    structures: { rows: compounds, cols: bits, data: structures },
  };
}
