import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { cacheActivations, cachedBatches } from "../../learn/activation_cache.ts";
import { openBackend } from "../../learn/backend.ts";
import { writeSafetensors } from "../../learn/checkpoint/write_safetensors.ts";
import { cutInception } from "../../learn/cut.ts";
import { untrainedTensors } from "../../learn/embed/untrained.ts";
import { fit } from "../../learn/fit.ts";
import { InceptionV3 } from "../../learn/nets/inception_v3.ts";
import type { Bench } from "./bench.ts";

const images = 32, steps = 2, classes = 12, side = 299;

/** Fine-tuning through the cache beside PyTorch as one writes it first. */
export const fineTuneBench: Bench = bench("fine-tune", {
  mode: "eager",
  name: "PyTorch without a cache, eager",
  target: 1 / 5,
});

/** The same beside PyTorch with channels last, its faster order on a CPU; no speed is promised. */
export const fineTuneFastBench: Bench = bench("fine-tune-fast", {
  mode: "fast",
  name: "PyTorch without a cache, channels last",
});

/**
 * Two steps of study B's fine-tuning: Mixed_7b, Mixed_7c and the head, from what the frozen part gave,
 * which was computed before; PyTorch trains the same layers and runs the frozen ones each time.
 */
function bench(
  word: string,
  { mode, name, target }: { mode: "fast" | "eager"; name: string; target?: number },
): Bench {
  return {
    name: word,
    what: "fine-tuning Mixed_7b and 7c through the cache",
    ...(target === undefined ? {} : { target }),
    repeats: 3,
    peer: {
      name,
      packages: ["torch==2.15.0", "torchvision==0.29.2", "safetensors==0.8.0", "numpy==2.3.5"],
      script: new URL("./fine_tune.py", import.meta.url),
    },
    prepare: async (folder) => {
      const random = new Random(1), { tf } = await openBackend({ log: () => {} });
      const net = new InceptionV3(tf, untrainedTensors("inception_v3", random));
      net.replaceHead(classes, random);
      const cut = cutInception(tf, net, { dropout: 0 });
      await Deno.writeFile(`${folder}/weights.safetensors`, writeSafetensors(await net.tensors()));
      const pixels = side * side * 3;
      const batch = Float32Array.from({ length: images * pixels }, () => random.uniform());
      await Deno.writeFile(`${folder}/images.raw`, new Uint8Array(batch.buffer));
      const targets = Array.from({ length: images }, (_, i) => i % classes);
      await Deno.writeTextFile(
        `${folder}/task.json`,
        JSON.stringify({ targets, steps, classes, mode }),
      );
      const cache = await cacheActivations(tf, cut, {
        count: images,
        read: (i) => ({
          shape: [side, side, 3],
          data: batch.subarray(i * pixels, (i + 1) * pixels),
        }),
        images: "noise",
      });
      return {
        input: `${steps} steps of ${images} images of ${side} × ${side}`,
        peerInput: folder,
        run: async () => {
          const { history } = await fit(tf, cut.end, {
            epochs: 1,
            rate: 1e-4,
            l2: 1e-4,
            train: async function* () {
              for (let step = 0; step < steps; step++) {
                yield* cachedBatches(cache, targets, { size: images });
              }
            },
          });
          return history[0]?.loss;
        },
        check: sameLoss,
      };
    },
  };
}

/**
 * Compares the mean loss of both, with the penalty.
 *
 * @throws {InputError} if they differ by more than a hundredth.
 */
export function sameLoss(ours: unknown, peer: string): void {
  const found = Number(ours), expected = Number(peer);
  if (Math.abs(found - expected) < 0.01 * Math.abs(expected)) return;
  throw new InputError("Two trainings differ", { found: [ours, peer] });
}
