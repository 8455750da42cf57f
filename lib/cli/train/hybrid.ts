import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import { openBackend, type TensorFlow } from "../../learn/backend.ts";
import { crossEntropy, type EpochNumbers, fit } from "../../learn/fit.ts";
import { augment } from "../../learn/fit/augment.ts";
import { batchesOf, type BatchesOptions } from "../../learn/fit/batches.ts";
import { predict } from "../../learn/fit/predict.ts";
import { scaledCrop } from "../../learn/crops.ts";
import { checkMetadata, scaled, scaleOf } from "../../learn/metadata.ts";
import { type ClassReport, classReport } from "../../learn/metrics.ts";
import { encodeModel, fingerprint, withWeights } from "../../learn/model_file.ts";
import { hybridNetwork } from "../../learn/nets/hybrid.ts";
import { type Batches, type Network, toDevice, type Values } from "../../learn/network.ts";
import { remedies, type Remedy, remedyFor } from "../../learn/remedies.ts";
import { split, type SplitItem } from "../../learn/split.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { openIndex } from "../open_index.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import { readSmallFields, type SmallFields } from "./fields.ts";
import { readState, save, writeState } from "./fit_files.ts";
import { type FieldMetadata, joinMetadata } from "./join_metadata.ts";

/** What must not be on both sides of a split. */
const rules = ["plate", "compound", "image", "week"] as const;

/** Fields that are learned from, with class numbers and sets. */
interface Task {
  fields: SmallFields;
  /** Measurements beside the images, in units of the training set's spread. */
  metadata?: FieldMetadata;
  scale?: ReturnType<typeof scaleOf>;
  classes: string[];
  targets: number[];
  sets: Record<"train" | "validation" | "test", number[]>;
  /** Well of each field: what a bootstrap draws as one. */
  wells: string[];
  seed: number;
}

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
  const { required, number, json, signal, print } = invocation;
  const out = required("out");
  const chosen = oneOf(invocation, "remedy", [...remedies, "all"]) ?? "weights";
  const epochs = wholeNumber(invocation, "epochs") ?? 20, rate = number("rate") ?? 0.001;
  const bar = progressBar(), count = counter("batch", { json });
  try {
    const { tf } = await openBackend({ log: bar.line });
    const task = await taskOf(invocation, bar.line);
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
    if (json) return print(JSON.stringify(results));
    for (const [remedy, outcome] of Object.entries(results)) print(sentence(remedy, outcome));
  } finally {
    bar.end();
  }
}

async function taskOf(invocation: Invocation, line: (text: string) => void): Promise<Task> {
  const { required, text, signal, json, list } = invocation;
  const index = await openIndex(required("index"));
  const label = text("label") ?? "Metadata_Compound", seed = invocation.number("seed") ?? 1;
  const columns = Object.keys(index.fields[0]?.metadata ?? {});
  if (!columns.includes(label)) {
    throw new InputError("The index has no such column", {
      column: "--label",
      found: label,
      allowed: columns.join(", "),
    });
  }
  const rows = index.fields.filter(({ metadata }) => (metadata[label] ?? "") !== "");
  const without = index.fields.length - rows.length;
  if (without > 0) line(`${without} fields have no ${label} and are left out`);
  const measured = text("metadata") === undefined
    ? undefined
    : joinMetadata(rows, await readProfiles(required("metadata")));
  if (measured !== undefined) {
    checkMetadata(measured.columns, measured.matrix, placesOf(rows), { allow: list("allow") });
  }
  const items = rows.map(({ plate, metadata }): SplitItem => ({
    label: metadata[label] as string,
    compound: metadata.Metadata_Compound ?? (metadata[label] as string),
    plate,
    week: metadata.Metadata_Week ?? "",
  }));
  const shares = { train: 0.6, validation: 0.2, test: 0.2 };
  const by = oneOf(invocation, "split", rules) ?? "plate";
  const { sets, absent } = split(items, { by, shares, seed, balance: false });
  const missing = absent.find(({ set }) => set === "train");
  if (missing !== undefined) {
    throw new InputError(`No field of the class ${missing.label} is left to learn`, {
      column: "--split",
      found: by,
      hint: "Split by another rule, or leave the class out",
    });
  }
  const fields = counter("field", { json });
  const small = await readSmallFields(rows, wholeNumber(invocation, "side") ?? 64, {
    signal,
    onField: fields.show,
  });
  fields.end();
  const classes = [...new Set(items.map((item) => item.label))].sort();
  const train = [...sets.train!];
  return {
    fields: small,
    ...(measured === undefined
      ? {}
      : { metadata: measured, scale: scaleOf(measured.columns, measured.matrix, train) }),
    classes,
    targets: items.map((item) => classes.indexOf(item.label)),
    sets: { train, validation: [...sets.validation!], test: [...sets.test!] },
    wells: rows.map(({ plate, well }) => `${plate} ${well}`),
    seed,
  };
}

function placesOf(rows: SmallFields["fields"]): Record<string, string[]> {
  return {
    plate: rows.map(({ plate }) => plate),
    well: rows.map(({ well }) => well),
    row: rows.map(({ well }) => well.replace(/\d.*/, "")),
    column: rows.map(({ well }) => well.replace(/^\D*/, "")),
  };
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
  /** Share of the test fields that get the name of the commonest class, and its true share. */
  commonest: { label: string; named: number; true: number };
  test: ClassReport;
}

async function trainOne(
  tf: TensorFlow,
  task: Task,
  remedy: Remedy,
  { out, epochs, rate, signal, onBatch, onEpoch }: RunOptions,
): Promise<Outcome> {
  const { fields, metadata, classes, targets, sets: { train, validation, test }, seed } = task;
  const network = hybridNetwork({
    image: { side: fields.side, channels: fields.channels },
    metadata: metadata?.columns.length ?? 0,
    classes: classes.length,
  }, new Random(seed));
  const learned = train.map((row) => targets[row]!);
  const { loss, balance } = remedyFor(remedy, learned, classes.length);
  const data = await fingerprint(
    train.map((row) => `${task.wells[row]} ${classes[targets[row]!]}`),
  );
  const settings = {
    side: fields.side,
    channels: fields.channels,
    metadata: metadata?.columns ?? [],
    mean: [...task.scale?.mean ?? []],
    deviation: [...task.scale?.deviation ?? []],
    remedy,
    epochs,
    rate,
    seed,
  };
  const file = `${out}/${remedy}.safetensors`, stateFile = `${out}/${remedy}.state.safetensors`;
  const described = JSON.stringify({ ...settings, data });
  const begin = await readState(stateFile, described);
  const write = (weights: Readonly<Record<string, Float32Array>>, metrics: EpochNumbers) => {
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
  const result = await fit(tf, network, {
    epochs,
    rate,
    loss,
    validationLoss: crossEntropy(),
    train: (epoch) =>
      fieldBatches(task, train, {
        epoch,
        seed,
        ...(balance === undefined ? {} : { balance }),
      }),
    validation: () => fieldBatches(task, validation, {}),
    measure: (outputs, truth) => ({
      balancedAccuracy: reportOf(outputs, truth, classes).balancedAccuracy.value,
    }),
    monitor: "balancedAccuracy",
    earlyStopping: { patience: 6 },
    plateau: { patience: 3, factor: 0.5 },
    ...(begin === undefined ? {} : { begin }),
    signal,
    onBatch: ({ batch }) => onBatch(batch),
    onEpoch: async (numbers, state, better) => {
      onEpoch(numbers);
      if (better) await write(state.weights, numbers);
      await writeState(stateFile, state, described);
    },
  });
  if (result.stopped === "signal") {
    if (result.bestEpoch === 0) await write(result.weights, {});
    signal.throwIfAborted();
  }
  const found = await outputsOf(tf, withWeights(network, result), fieldBatches(task, test, {}));
  const units = test.map((row) => task.wells[row]!);
  const report = reportOf(found.outputs, found.targets, classes, units);
  return {
    file,
    bestEpoch: result.bestEpoch,
    history: result.history,
    commonest: commonestOf(report, learned, classes),
    test: report,
  };
}

async function outputsOf(tf: TensorFlow, network: Network, batches: Batches) {
  const device = toDevice(tf, network.weights);
  try {
    return await predict(tf, network, device, batches);
  } finally {
    tf.dispose(device);
  }
}

function fieldBatches(task: Task, rows: readonly number[], options: BatchesOptions): Batches {
  const { fields: { fields, images, limits, side }, metadata, scale, targets } = task;
  return batchesOf(rows.length, (position, random) => {
    const row = rows[position]!;
    const image = scaledCrop(images[row]!, limits.get(fields[row]!.plate)!, side);
    const turned = random === undefined ? image : augment(image, { gain: 0.1 }, random);
    const inputs: Values[] = [turned];
    if (metadata !== undefined && scale !== undefined) {
      const data = scaled(metadata.matrix, scale, row);
      inputs.push({ shape: [data.length], data });
    }
    return { inputs, target: targets[row]! };
  }, {
    ...options,
    nameOf: (position) => {
      const { plate, well, site } = fields[rows[position]!]!;
      return `${plate} ${well} site ${site}`;
    },
  });
}

function reportOf(
  outputs: Values,
  truth: Values,
  classes: readonly string[],
  units?: readonly string[],
): ClassReport {
  const k = classes.length;
  const named = Array.from(truth.data, (_, row) => {
    const logits = outputs.data.subarray(row * k, (row + 1) * k);
    return logits.indexOf(Math.max(...logits));
  });
  return classReport(
    truth.data,
    named,
    classes,
    units === undefined ? { resamples: 1 } : { units },
  );
}

function commonestOf(report: ClassReport, learned: readonly number[], classes: readonly string[]) {
  const counts = classes.map((_, c) => learned.filter((target) => target === c).length);
  const most = counts.indexOf(Math.max(...counts)), k = classes.length;
  const { data } = report.confusion.counts;
  const total = data.reduce((sum, value) => sum + value, 0);
  const named = classes.reduce((sum, _, row) => sum + data[row * k + most]!, 0);
  const truth = report.classes[most]!;
  return { label: truth.label, named: named / total, true: truth.support / total };
}

function lineOf(remedy: string, numbers: EpochNumbers, epochs: number): string {
  const { epoch, loss, validationLoss, balancedAccuracy } = numbers;
  return `${remedy}, epoch ${epoch} of ${epochs}: loss ${loss?.toFixed(3)}, validation loss ` +
    `${validationLoss?.toFixed(3)}, balanced accuracy ${balancedAccuracy?.toFixed(3)}`;
}

function sentence(remedy: string, { bestEpoch, commonest, test }: Outcome): string {
  const written = ({ value, low, high }: ClassReport["accuracy"]) =>
    `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  return `${remedy}: epoch ${bestEpoch}, accuracy ${written(test.accuracy)}, balanced ` +
    `${written(test.balancedAccuracy)}, macro-F1 ${
      written(test.macroF1)
    }; ${commonest.label} named ` +
    `in ${share(commonest.named)}, true in ${share(commonest.true)}`;
}
