import { Random } from "../../core/random.ts";
import { openBackend } from "../../learn/backend.ts";
import { fit } from "../../learn/fit.ts";
import { hybridNetwork } from "../../learn/nets/hybrid.ts";
import { encodeTensors } from "../../learn/safetensors.ts";
import type { Bench } from "./bench.ts";
import { sameLoss } from "./fine_tune.ts";

const size = 32, steps = 16, side = 64, channels = 3, columns = 5, classes = 12;

/** Study A's network: steps of training with images and measurements. */
export const trainHybridBench: Bench = {
  name: "train-hybrid",
  what: "training study A's network",
  target: 1,
  repeats: 5,
  peer: {
    name: "PyTorch, channels last",
    packages: ["torch==2.15.0", "safetensors==0.8.0", "numpy==2.3.5"],
    script: new URL("./train_hybrid.py", import.meta.url),
  },
  prepare: async (folder) => {
    const random = new Random(1), shape = { image: { side, channels }, metadata: columns, classes };
    const network = hybridNetwork(shape, random);
    const named = Object.entries(network.weights);
    await Deno.writeFile(
      `${folder}/weights.safetensors`,
      encodeTensors({
        tensors: Object.fromEntries(named.map(([name, { data }]) => [name, data])),
        metadata: {},
      }, { shapes: Object.fromEntries(named.map(([name, { shape }]) => [name, shape])) }),
    );
    const numbers = (length: number) => Float32Array.from({ length }, () => random.uniform());
    const batches = Array.from({ length: steps }, () => ({
      inputs: [
        { shape: [size, side, side, channels], data: numbers(size * side * side * channels) },
        { shape: [size, columns], data: numbers(size * columns) },
      ],
      targets: {
        shape: [size],
        data: Int32Array.from({ length: size }, () => random.integer(classes)),
      },
    }));
    const write = async (name: string, parts: (Float32Array | Int32Array)[]) => {
      const blob = new Blob(parts as BlobPart[]);
      await Deno.writeFile(`${folder}/${name}.raw`, new Uint8Array(await blob.arrayBuffer()));
    };
    await write("images", batches.map(({ inputs }) => inputs[0]!.data));
    await write("metadata", batches.map(({ inputs }) => inputs[1]!.data));
    await write("targets", batches.map(({ targets }) => targets.data));
    const { tf } = await openBackend({ log: () => {} });
    return {
      input: `${steps} steps of ${size} images of ${side} × ${side} × ${channels}`,
      peerInput: folder,
      run: async () =>
        (await fit(tf, network, { epochs: 1, train: () => batches })).history[0]?.loss,
      check: sameLoss,
    };
  },
};
