import { InputError } from "../../core/errors.ts";
import { writeAtomic } from "../../core/files.ts";
import { Random } from "../../core/random.ts";
import { openBackend } from "../../learn/backend.ts";
import { initialWeights } from "../../learn/nets/nucleus_unet.ts";
import { cutTiles } from "../../learn/nucleus/tiles.ts";
import { decodeNetwork, encodeNetwork } from "../../learn/nucleus_network.ts";
import { beginTraining, trainNucleus } from "../../learn/train_nucleus.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { wholeNumber } from "../shared_options.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { drawnExamples, emptyExamples } from "./examples.ts";
import { mix, readTrainingImages, withDiameters } from "./images.ts";
import { judge } from "./validate.ts";

/** Settings with which the best state is chosen; the final ones are chosen at the end. */
const usual = { threshold: 0, flowError: 0 };
const tiles = 8, side = 128;

/**
 * `c2s train nucleus`: trains the project's nucleus network on images with labels and on fields of the
 * virtual screen.
 *
 * Images are split by `partOf`: train images are learned, validation images choose state and settings,
 * test images are not read. `OUT/state.safetensors` is where the training stands,
 * `OUT/weights.safetensors` the best network so far.
 */
export async function trainNucleusCommand(invocation: Invocation): Promise<void> {
  const { required, json, signal, print } = invocation;
  const out = required("out"), images = required("images"), labels = required("labels");
  const plan = planOf(invocation);
  const shape = { base: plan.base, levels: 4 };
  const weightsFile = `${out}/weights.safetensors`, stateFile = `${out}/state.safetensors`;
  const bar = progressBar(), count = counter("step");
  try {
    const { tf } = await openBackend({ log: bar.line });
    const { train, validation } = await readTrainingImages(images, labels, signal);
    const pool = mix(train, drawnExamples(plan.drawn, 501), emptyExamples(8, 3));
    const settings = JSON.stringify({ ...plan, train: train.length, pool: pool.length });
    const random = new Random(plan.seed);
    const begin = await readCheckpoint(stateFile, settings) ??
      { state: beginTraining(initialWeights(shape, random.fork("weights"))), best: -1 };
    if (begin.state.step > 0) bar.line(`Going on after step ${begin.state.step}`);
    let { best } = begin;
    const reports = trainNucleus(tf, begin.state, {
      ...plan,
      shape,
      signal,
      source: (step) => cutTiles(pool, tiles, side, random.fork("tiles", step)),
      onStep: (step) => count.show(step, plan.steps),
    });
    const known = withDiameters(validation);
    for await (const { loss, state } of reports) {
      const network = { shape, weights: state.weights, ...usual };
      const { ap } = await judge(tf, network, known, [usual], signal);
      const scores = `loss ${loss.toFixed(4)}, validation AP@.5 ${ap.toFixed(4)}`;
      count.end();
      bar.line(`step ${state.step} of ${plan.steps}: ${scores}`);
      if (ap > best) {
        best = ap;
        await writeAtomic(weightsFile, encodeNetwork(network));
      }
      await writeCheckpoint(stateFile, { state, best }, settings);
    }
    const network = decodeNetwork(await Deno.readFile(weightsFile), weightsFile);
    const { ap, ...chosen } = await judge(tf, network, validation, undefined, signal);
    await writeAtomic(weightsFile, encodeNetwork({ ...network, ...chosen }));
    const result = { weights: weightsFile, ...plan, ...chosen, validationAp: ap };
    print(
      json
        ? JSON.stringify(result)
        : `${weightsFile}: validation AP@.5 ${ap.toFixed(4)} with estimated diameters, ` +
          `threshold ${chosen.threshold}, flow error ${chosen.flowError}`,
    );
  } finally {
    bar.end();
  }
}

function planOf(invocation: Invocation) {
  const whole = (name: string, usual: number, least = 1) =>
    wholeNumber(invocation, name, least) ?? usual;
  const { number } = invocation, rate = number("rate") ?? 0.0015;
  if (!(rate > 0)) throw new InputError("--rate must be above 0", { found: rate });
  return {
    seed: number("seed") ?? 1,
    base: whole("base", 16),
    steps: whole("steps", 5000),
    every: whole("every", 250),
    rate,
    drawn: whole("drawn", 40, 0),
  };
}
