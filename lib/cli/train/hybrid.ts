import { counted } from "../../core/counted.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { openBackend, type TensorFlow } from "../../learn/backend.ts";
import { cropLimits } from "../../learn/crops.ts";
import type { EpochNumbers, Numbers } from "../../learn/fit.ts";
import { type ClassReport, classReport } from "../../learn/metrics.ts";
import { encodeModel, fingerprint } from "../../learn/model_file.ts";
import { remedies, type Remedy } from "../../learn/remedies.ts";
import { hybridFor, nameExamples, trainHybrid } from "../../learn/train_hybrid.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { digestOfArrays } from "../digest.ts";
import { jsonText } from "../json_text.ts";
import { oneOf, positiveNumber, wholeNumber } from "../shared_options.ts";
import type { SkippedField } from "../skipped_fields.ts";
import { keepTraining, save } from "./fit_files.ts";
import { type Commonest, commonestOf } from "./commonest.ts";
import { fieldExamples, type HybridTask, hybridTask } from "./hybrid_task.ts";
import { sayEstimate } from "./say_estimate.ts";
import { type PlaceAlone, placeAlone, sayPlace } from "./place_alone.ts";
import { seenCompounds, seenWells } from "./seen.ts";

/**
 * `c2s train hybrid`: study A's network, images beside measurements, with and without remedies against
 * always naming the commonest class.
 *
 * Fields are made small, sets are split by plate (60 : 20 : 20) unless `--split` says otherwise, and
 * columns that tell where a field was made are refused. Balanced accuracy on the validation set stops
 * early, lowers the rate and chooses the epoch; the test set is only looked at in the end.
 * `OUT/<remedy>.safetensors` is the best network, `OUT/<remedy>.state.safetensors` where its training stands.
 */
export async function trainHybridCommand(invocation: Invocation): Promise<void> {
  const { required, json, signal, print } = invocation;
  const out = required("out");
  const chosen = oneOf(invocation, "remedy", [...remedies, "all"]) ?? "weights";
  const epochs = wholeNumber(invocation, "epochs") ?? 20,
    rate = positiveNumber(invocation, "rate") ?? 0.001;
  const bar = progressBar(), count = counter("batch", { json });
  try {
    const { tf } = await openBackend({ log: bar.line });
    const task = await hybridTask(invocation, bar.line);
    const { sets: { train, validation, test }, classes } = task;
    bar.line(
      `${train.length} fields learned, ${validation.length} to choose with, ${test.length} to test, ` +
        `${classes.length} classes`,
    );
    const results: Record<string, Outcome> = {};
    for (const remedy of chosen === "all" ? remedies : [chosen]) {
      const steps = Math.ceil(train.length / 32);
      results[remedy] = await trainOne(tf, task, remedy, {
        out,
        epochs,
        rate,
        signal,
        onBatch: (batch) => count.show(batch, steps),
        onEpoch: (numbers) => {
          count.end();
          bar.line(lineOf(remedy, numbers, epochs));
        },
      });
    }
    if (json) return print(jsonText(results));
    for (const [remedy, outcome] of Object.entries(results)) print(sentence(remedy, outcome));
    const places = Object.entries(results).map(([remedy, { place }]) => [remedy, place]);
    print(sayPlace(Object.fromEntries(places), task.classes.length));
  } finally {
    bar.end();
  }
}

interface RunOptions {
  out: string;
  epochs: number;
  rate: number;
  signal: AbortSignal;
  onBatch: (batch: number) => void;
  onEpoch: (numbers: EpochNumbers) => void;
}

/** What one remedy came to. */
interface Outcome {
  file: string;
  bestEpoch: number;
  history: readonly EpochNumbers[];
  /** How often the test fields get the name of the class that is commonest in training. */
  commonest: Commonest;
  test: ClassReport;
  /** What the well reaches by itself, as on the plates that were learned. */
  place: PlaceAlone;
  /** Fields that were left out for lack of measurements. */
  unmeasured: number;
  /** Fields that were left out since they cannot be read. */
  skipped: SkippedField[];
  /** What the intervals of the test draw: its wells, and the plates that these are of. */
  drawn: { wells: number; plates: number };
}

async function trainOne(
  tf: TensorFlow,
  task: HybridTask,
  remedy: Remedy,
  { out, epochs, rate, signal, onBatch, onEpoch }: RunOptions,
): Promise<Outcome> {
  const { fields, metadata, classes, targets, sets: { train, validation, test }, seed } = task;
  const examples = fieldExamples(task), network = hybridFor(examples, { seed });
  const data = await fingerprint(
    train.map((row) => `${task.wells[row]} ${classes[targets[row]!]}`),
  );
  const chose = [...train, ...validation].map((row) => fields.fields[row]!);
  const settings = {
    side: fields.side,
    channels: fields.channelNames,
    bits: 16,
    limits: { ...cropLimits },
    metadata: metadata?.columns ?? [],
    mean: [...task.scale?.mean ?? []],
    deviation: [...task.scale?.deviation ?? []],
    label: task.label,
    compound: task.compound,
    seenCompounds: seenCompounds(chose, task.compound),
    seen: seenWells(chose),
    remedy,
    epochs,
    rate,
    seed,
  };
  const file = `${out}/${remedy}.safetensors`, stateFile = `${out}/${remedy}.state.safetensors`;
  const images = digestOfArrays([...train, ...validation].map((row) => fields.images[row]!));
  const described = JSON.stringify({ ...settings, data, images });
  const write = (weights: Numbers, metrics: EpochNumbers) => {
    const model = {
      network: network.kind,
      settings,
      classes,
      fingerprint: data,
      metrics: { ...metrics },
      weights: { ...weights },
    };
    return save(file, encodeModel(model, { shapes: network }));
  };
  using _alone = await lockOutput(stateFile, { output: file });
  const kept = await keepTraining(stateFile, described, signal, { file, write }), { begin } = kept;
  const result = await trainHybrid(tf, examples, {
    train,
    validation,
    remedy,
    epochs,
    rate,
    seed,
    augment: { gain: 0.1 },
    ...(begin === undefined ? {} : { begin }),
    signal,
    onBatch: ({ batch }) => onBatch(batch),
    onEpoch: async (numbers, state, better) => {
      onEpoch(numbers);
      await kept.onEpoch(numbers, state, better);
    },
  });
  await kept.ended(result);
  const { named } = await nameExamples(tf, result.network, examples, test);
  const truth = test.map((row) => targets[row]!), units = test.map((row) => task.wells[row]!);
  const report = classReport(truth, named, classes, { units });
  const plates = new Set(test.map((row) => fields.fields[row]!.plate));
  return {
    file,
    bestEpoch: result.bestEpoch,
    history: result.history,
    commonest: commonestOf(report, train.map((row) => targets[row]!), classes),
    test: report,
    place: placeAlone(fields.fields, targets, classes.length, { sets: { train, test }, named }),
    unmeasured: task.unmeasured,
    skipped: task.skipped,
    drawn: { wells: new Set(units).size, plates: plates.size },
  };
}

function lineOf(remedy: string, numbers: EpochNumbers, epochs: number): string {
  const { epoch, loss, validationLoss, balancedAccuracy } = numbers;
  return `${remedy}, epoch ${epoch} of ${epochs}: loss ${loss?.toFixed(3)}, validation loss ` +
    `${validationLoss?.toFixed(3)}, balanced accuracy ${balancedAccuracy?.toFixed(3)}`;
}

function sentence(remedy: string, { file, bestEpoch, commonest, test, drawn }: Outcome): string {
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  return `${remedy} (${file}): epoch ${bestEpoch}, test accuracy ${
    sayEstimate(test.accuracy)
  }, balanced ` +
    `${sayEstimate(test.balancedAccuracy)}, macro-F1 ${sayEstimate(test.macroF1)} ` +
    `(95 % intervals, drawing ${counted(drawn.wells, "well")} of ` +
    `${counted(drawn.plates, "plate")}: other plates may differ more); ${commonest.label} named ` +
    `in ${share(commonest.named)}, true in ${share(commonest.true)}`;
}
