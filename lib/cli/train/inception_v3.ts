import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { datasetFile } from "../../data/locate.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { shownShares } from "../../image/intensity.ts";
import {
  type ActivationCache,
  cacheActivations,
  cachedBatches,
} from "../../learn/activation_cache.ts";
import { openBackend, type TensorFlow } from "../../learn/backend.ts";
import { readCheckpoint } from "../../learn/checkpoint.ts";
import { type Cut, cutInception } from "../../learn/cut.ts";
import { weightsFingerprint } from "../../learn/cut/fingerprint.ts";
import { type EpochNumbers, fit, type Numbers } from "../../learn/fit.ts";
import { flips } from "../../learn/fit/orient.ts";
import { predict } from "../../learn/fit/predict.ts";
import { type ClassReport, classReport } from "../../learn/metrics.ts";
import { encodeModel, fingerprint, type Model, withWeights } from "../../learn/model_file.ts";
import { namedBy } from "../../learn/named_by.ts";
import { InceptionV3 } from "../../learn/nets/inception_v3.ts";
import { toDevice } from "../../learn/network.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { jsonText } from "../json_text.ts";
import { oneOf, positiveNumber, wholeNumber } from "../shared_options.ts";
import { activationFiles } from "./activation_files.ts";
import { keepTraining, save } from "./fit_files.ts";
import { type FieldSet, inceptionTask } from "./inception_task.ts";
import { sayEstimate } from "./say_estimate.ts";
import { seenWells } from "./seen.ts";

/** Images that go through the network together, study B's. */
const BATCH = 32;

/**
 * `c2s train inception_v3`: study B's transfer learning. The head is new; parts from `--unfreeze` on are
 * trained, by Adam with an L2 penalty, and all before is run once for every image and flip.
 *
 * Sets are split by compound unless `--split` says otherwise, and hold as many fields of each class.
 * `OUT/inception_v3.safetensors` is the network of the epoch with the best validation accuracy, under
 * torchvision's names, for `c2s embed --checkpoint`; `OUT/state.safetensors` is where the training
 * stands; `OUT/activations` is what the frozen part gave, and may be removed when all is done.
 */
export async function trainInceptionCommand(invocation: Invocation): Promise<void> {
  const { required, number, json, signal, print } = invocation, out = required("out");
  const epochs = wholeNumber(invocation, "epochs") ?? 20,
    seed = wholeNumber(invocation, "seed", 0) ?? 1;
  const rate = positiveNumber(invocation, "rate") ?? 1e-4, l2 = number("l2") ?? 1e-4;
  if (l2 < 0) throw new InputError("--l2 must not be below 0", { found: l2 });
  const ways = oneOf(invocation, "flips", Object.keys(flips)) ?? "both";
  const from = oneOf(invocation, "unfreeze", [...InceptionV3.blocks, "fc"]) ?? "Mixed_7b";
  const bar = progressBar(), count = counter("batch", { json });
  const images = counter("image through the frozen part", { json });
  let net: InceptionV3 | undefined;
  try {
    const { tf } = await openBackend({ log: bar.line });
    const task = await inceptionTask(invocation, bar.line), { classes, train, validation } = task;
    net = await networkFor(tf, invocation, classes.length, seed);
    const known = [...InceptionV3.blocks, "fc"], side = task.settings.side;
    const cut = cutInception(tf, net, {
      train: known.slice(known.indexOf(from)),
      size: side,
      seed,
    });
    bar.line(
      `${train.fields.length} fields learned, ${validation.fields.length} judged, ` +
        `${classes.length} classes; ${cut.name} on`,
    );
    const data = await fingerprint([train.images, validation.images]);
    const limits = { ...shownShares };
    const seen = seenWells([...train.fields, ...validation.fields]);
    const seenCompounds = [...new Set([...train.compounds, ...validation.compounds])].sort();
    const settings = {
      ...task.settings,
      limits,
      seen,
      seenCompounds,
      from,
      flips: ways,
      rate,
      l2,
      seed,
      epochs,
    };
    // What is trained begins as the weights say, too.
    const begins = [await cut.fingerprint(), await weightsFingerprint(cut.end.weights)];
    const described = JSON.stringify({ ...settings, data, begins });
    const stateFile = `${out}/state.safetensors`, file = `${out}/inception_v3.safetensors`;
    const write = async (weights: Numbers, metrics: EpochNumbers) => {
      cut.put(weights);
      const bytes = await modelOf(net!, { settings, classes, fingerprint: data, metrics });
      await save(file, bytes);
    };
    using _alone = await lockOutput(stateFile, { output: out });
    const kept = await keepTraining(stateFile, described, signal, { file, write }),
      { begin } = kept;
    if (begin !== undefined) bar.line(`Going on after epoch ${begin.epoch}`);
    const keep = (set: FieldSet, orientations = flips.none!) =>
      cacheActivations(tf, cut, {
        count: set.fields.length,
        read: set.read,
        images: set.images,
        orientations,
        store: activationFiles(`${out}/activations`),
        signal,
        onDone: images.show,
      });
    const learned = await keep(train, flips[ways]), judged = await keep(validation);
    images.end();
    const steps = Math.ceil(train.fields.length / BATCH);
    const result = await fit(tf, cut.end, {
      epochs,
      rate,
      l2,
      train: (epoch) => cachedBatches(learned, train.targets, { size: BATCH, epoch, seed }),
      validation: () => cachedBatches(judged, validation.targets, { size: BATCH }),
      monitor: "validationAccuracy",
      ...(begin === undefined ? {} : { begin }),
      signal,
      onBatch: ({ batch }) => count.show(batch, steps),
      onEpoch: async (numbers, state, better) => {
        count.end();
        bar.line(lineOf(numbers, epochs));
        await kept.onEpoch(numbers, state, better);
      },
    });
    await kept.ended(result);
    const report = await judge(tf, cut, result.weights, judged, validation, classes);
    const { bestEpoch, history } = result, compounds = new Set(validation.compounds).size;
    if (json) {
      const drawn = { compounds };
      const { skipped } = task;
      return print(jsonText({ file, bestEpoch, history, validation: report, drawn, skipped }));
    }
    for (const text of sentences(file, bestEpoch, report, compounds)) print(text);
  } finally {
    net?.dispose();
    bar.end();
  }
}

/** The network with published weights, or those of `--begin`, and a new head. */
async function networkFor(
  tf: TensorFlow,
  { text }: Invocation,
  classes: number,
  seed: number,
): Promise<InceptionV3> {
  const file = text("begin") ??
    await datasetFile("inception-v3", "inception_v3_google-0cc3c7bd.pth");
  const bytes = await Deno.readFile(file).catch((cause) => {
    throw new InputError("Cannot read weights to begin with", { file, found: cause.message });
  });
  const net = new InceptionV3(tf, readCheckpoint(bytes, { file }).tensors, { file });
  net.replaceHead(classes, new Random(seed));
  return net;
}

interface Described {
  settings: Model["settings"];
  classes: string[];
  fingerprint: string;
  metrics: EpochNumbers;
}

async function modelOf(net: InceptionV3, { metrics, ...described }: Described) {
  const tensors = [...await net.tensors()];
  const weights = tensors.map(([name, { data }]) => [name, data as Float32Array]);
  const shapes = tensors.map(([name, { shape, data }]) => [
    name,
    { shape, data: data as Float32Array },
  ]);
  const model = {
    ...described,
    network: "inception_v3",
    metrics: { ...metrics },
    weights: Object.fromEntries(weights),
  };
  return encodeModel(model, { shapes: { weights: Object.fromEntries(shapes) } });
}

/** Scores of the best weights on the validation set; intervals draw compounds. */
async function judge(
  tf: TensorFlow,
  cut: Cut,
  weights: Numbers,
  cache: ActivationCache,
  { targets, compounds }: FieldSet,
  classes: string[],
): Promise<ClassReport> {
  const device = toDevice(tf, withWeights(cut.end, { weights }).weights);
  try {
    const batches = cachedBatches(cache, targets, { size: BATCH });
    const { outputs, targets: truth } = await predict(tf, cut.end, device, batches);
    const named = namedBy(outputs.data, classes.length);
    return classReport(truth.data, named, classes, { units: compounds });
  } finally {
    tf.dispose(device);
  }
}

function lineOf(numbers: EpochNumbers, epochs: number): string {
  const { epoch, loss, accuracy, validationLoss, validationAccuracy } = numbers;
  return `epoch ${epoch} of ${epochs}: loss ${loss?.toFixed(3)}, accuracy ${
    accuracy?.toFixed(3)
  }, validation loss ${validationLoss?.toFixed(3)}, accuracy ${validationAccuracy?.toFixed(3)}`;
}

function sentences(
  file: string,
  bestEpoch: number,
  { accuracy, macroF1 }: ClassReport,
  compounds: number,
): string[] {
  return [
    `${file}: weights of epoch ${bestEpoch}`,
    `validation accuracy ${sayEstimate(accuracy)}, macro-F1 ${sayEstimate(macroF1)} ` +
    `(95 % intervals, drawing ${counted(compounds, "compound")}); ` +
    `these fields chose the epoch, so that new ones will score lower`,
  ];
}
