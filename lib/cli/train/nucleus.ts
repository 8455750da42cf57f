import { InputError } from "../../core/errors.ts";
import { writeAtomic } from "../../core/files.ts";
import { Random } from "../../core/random.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { openBackend, type TensorFlow } from "../../learn/backend.ts";
import { initialWeights } from "../../learn/nets/nucleus_unet.ts";
import { cutTiles } from "../../learn/nucleus/tiles.ts";
import { encodeNetwork } from "../../learn/nucleus_network.ts";
import { beginTraining, trainNucleus } from "../../learn/train_nucleus.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { digestOfArrays } from "../digest.ts";
import { checkHeldOut } from "../held_out.ts";
import { readNetwork } from "../segmenters/network.ts";
import { foldIn, wholeNumber } from "../shared_options.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { drawnExamples, emptyExamples } from "./examples.ts";
import { examplesOf, mix, readTrainingImages, withDiameters } from "./images.ts";
import { judge, type Known } from "./validate.ts";

/** Settings with which the best state is chosen; the final ones are chosen at the end. */
const usual = { threshold: 0, flowError: 0 };
/** Side of the tiles on the grid of the maps, px. */
const side = 112;

/** A training that is set up. */
interface Plan {
  seed: number;
  base: number;
  steps: number;
  /** Tiles in a step. */
  tiles: number;
  every: number;
  rate: number;
  drawn: number;
  /** Fifth of the images that is left alone. */
  fold: number;
  /** Weights to start from. */
  begin?: string;
  /** Validation images are learned too, so nothing is left to choose with. */
  withValidation: boolean;
}

/**
 * `c2s train nucleus`: trains the project's nucleus network on images with labels and on fields of the
 * virtual screen.
 *
 * Images are split by `partOf`: train images are learned, validation images choose state and settings,
 * test images are not read; `--fold` says which fifth they are. `OUT/state.safetensors` is where the
 * training stands, `OUT/weights.safetensors` the best network so far. With `--with-validation` the
 * settings of `--begin` stay, validation images are learned as well, and the last state is the result.
 */
export async function trainNucleusCommand(invocation: Invocation): Promise<void> {
  const { required, json, signal, print } = invocation;
  const out = required("out"), images = required("images"), labels = required("labels");
  const plan = planOf(invocation);
  const weightsFile = `${out}/weights.safetensors`, stateFile = `${out}/state.safetensors`;
  const bar = progressBar(), count = counter("step");
  try {
    const first = plan.begin === undefined ? undefined : await readNetwork(plan.begin);
    if (first !== undefined) {
      const begun = { method: "network", checkpoint: plan.begin as string };
      await checkHeldOut(begun, plan.fold, plan.withValidation ? "test" : "validation");
    }
    const shape = first?.shape ?? { base: plan.base, levels: 4 };
    const { tf } = await openBackend({ log: bar.line });
    const { train, validation, names } = await readTrainingImages(images, labels, signal, plan);
    const known = [...new Set([...first?.images ?? [], ...names])];
    const learned = plan.withValidation ? [...train, ...examplesOf(validation)] : train;
    const pool = mix(learned, drawnExamples(plan.drawn, 501), emptyExamples(8, 3));
    const data = digestOfArrays(pool.flatMap(({ pixels, labels }) => [pixels, labels]));
    const settings = JSON.stringify({ ...plan, images: learned.length, pool: pool.length, data });
    const random = new Random(plan.seed);
    const start = first?.weights ?? initialWeights(shape, random.fork("weights"));
    using _alone = await lockOutput(stateFile, { output: out });
    const begin = await readCheckpoint(stateFile, settings) ??
      { state: beginTraining(start), best: -1 };
    if (begin.state.step > 0) bar.line(`Going on after step ${begin.state.step}`);
    let { best } = begin;
    const reports = trainNucleus(tf, begin.state, {
      ...plan,
      shape,
      signal,
      source: (step) => cutTiles(pool, plan.tiles, side, random.fork("tiles", step)),
      onStep: (step) => count.show(step, plan.steps),
    });
    const choosing = plan.withValidation ? [] : withDiameters(validation);
    for await (const { loss, state } of reports) {
      const learned = plan.withValidation ? { withValidation: true as const } : {};
      const seen = { fold: plan.fold, images: known, ...learned };
      const network = { shape, weights: state.weights, ...seen, ...usual };
      const { ap } = plan.withValidation
        ? { ap: undefined }
        : await judge(tf, network, choosing, [usual], signal);
      const scores = `loss ${loss.toFixed(4)}` + (ap ? `, validation AP@.5 ${ap.toFixed(4)}` : "");
      count.end();
      bar.line(`step ${state.step} of ${plan.steps}: ${scores}`);
      if (ap === undefined || ap > best) {
        best = ap ?? best;
        const { threshold, flowError } = first ?? usual;
        await writeAtomic(weightsFile, encodeNetwork({ ...network, threshold, flowError }));
      }
      await writeCheckpoint(stateFile, { state, best }, settings);
    }
    const result = plan.withValidation
      ? { weights: weightsFile, ...plan }
      : { weights: weightsFile, ...plan, ...await choose(tf, weightsFile, validation, signal) };
    print(json ? JSON.stringify(result) : sentence(result));
  } finally {
    bar.end();
  }
}

/** Chooses threshold and flow error on validation images and writes them into the network's file. */
async function choose(tf: TensorFlow, file: string, validation: Known[], signal: AbortSignal) {
  const network = await readNetwork(file);
  const { ap, ...chosen } = await judge(tf, network, validation, undefined, signal);
  await writeAtomic(file, encodeNetwork({ ...network, ...chosen }));
  return { ...chosen, validationAp: ap };
}

function sentence(
  result: { weights: string; validationAp?: number; threshold?: number; flowError?: number },
): string {
  const { weights, validationAp, threshold, flowError } = result;
  if (validationAp === undefined) return `${weights}: all but the test images learned`;
  return `${weights}: validation AP@.5 ${validationAp.toFixed(4)} with estimated diameters, ` +
    `threshold ${threshold}, flow error ${flowError}`;
}

function planOf(invocation: Invocation): Plan {
  const whole = (name: string, usual: number, least = 1) =>
    wholeNumber(invocation, name, least) ?? usual;
  const { number, text, flag } = invocation, rate = number("rate") ?? 0.0015;
  if (!(rate > 0)) throw new InputError("--rate must be above 0", { found: rate });
  const begin = text("begin"), withValidation = flag("with-validation");
  if (withValidation && begin === undefined) {
    throw new InputError("--with-validation needs --begin", {
      found: undefined,
      allowed: "weights of a training whose settings were chosen on validation images",
    });
  }
  return {
    seed: number("seed") ?? 1,
    base: whole("base", 32),
    steps: whole("steps", 3600),
    tiles: whole("tiles", 8),
    every: whole("every", 300),
    rate,
    drawn: whole("drawn", 40, 0),
    fold: foldIn(invocation) ?? 0,
    ...(begin === undefined ? {} : { begin }),
    withValidation,
  };
}
