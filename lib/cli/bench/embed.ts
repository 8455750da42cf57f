import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { writeSafetensors } from "../../learn/checkpoint/write_safetensors.ts";
import { initialInception } from "../../learn/nets/inception_v3.ts";
import { loadEmbedder } from "../embedders.ts";
import type { Bench } from "./bench.ts";

const images = 16;

/** Embedding by Inception V3 beside PyTorch in the mode in which it is fastest on a CPU. */
export const embedBench: Bench = bench("embed", {
  mode: "fast",
  name: "PyTorch, channels last, inference mode",
  target: 1 / 1.4,
});

/** The same beside PyTorch as one writes it first. */
export const embedEagerBench: Bench = bench("embed-eager", {
  mode: "eager",
  name: "PyTorch, eager",
  target: 1 / 3,
});

function bench(
  word: string,
  { mode, name, target }: { mode: "fast" | "eager"; name: string; target: number },
): Bench {
  return {
    name: word,
    what: "last pools of Inception V3",
    target,
    repeats: 5,
    peer: {
      name,
      packages: ["torch==2.15.0", "torchvision==0.29.2", "safetensors==0.8.0", "numpy==2.3.5"],
      script: new URL("./embed.py", import.meta.url),
    },
    prepare: async (folder) => {
      const random = new Random(1), checkpoint = `${folder}/weights.safetensors`;
      const tensors = initialInception({ classes: 2, auxiliary: false }, random);
      await Deno.writeFile(checkpoint, writeSafetensors(tensors));
      const batch = Float32Array.from({ length: images * 299 * 299 * 3 }, () => random.uniform());
      await Deno.writeFile(`${folder}/images.raw`, new Uint8Array(batch.buffer));
      await Deno.writeTextFile(`${folder}/mode.txt`, mode);
      const { embedder } = await loadEmbedder("inception_v3", { checkpoint, log: () => {} });
      return {
        input: `${images} images of 299 × 299`,
        peerInput: folder,
        run: async () => {
          const vectors = await embedder.embed(batch);
          return Array.from({ length: images }, (_, i) => vectors[i * embedder.length + i]);
        },
        check: (ours, peer) => {
          const [found, expected] = [ours as number[], JSON.parse(peer) as number[]];
          const largest = Math.max(...expected.map(Math.abs));
          const same = found.length === expected.length &&
            found.every((value, i) => Math.abs(value - (expected[i] as number)) < 1e-3 * largest);
          if (!same) throw new InputError("Two embeddings differ", { found: [ours, peer] });
        },
      };
    },
  };
}
