import { InputError } from "../../core/errors.ts";
import { Random } from "../../core/random.ts";
import { lockOutput } from "../../data/lock_output.ts";
import { openBackend, type TensorFlow } from "../../learn/backend.ts";
import { cropLimits } from "../../learn/crops.ts";
import { cosine, crossEntropy, type EpochNumbers, fit, type Numbers } from "../../learn/fit.ts";
import { encodeModel, fingerprint, withWeights } from "../../learn/model_file.ts";
import { HCS_SIDE, hcsSmall } from "../../learn/nets/hcs_small.ts";
import type { Network } from "../../learn/network.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { counter } from "../counter.ts";
import { digestOfArrays } from "../digest.ts";
import { wholeNumber } from "../shared_options.ts";
import { requireFields, saySkipped, type SkippedField, skippedFields } from "../skipped_fields.ts";
import { type Cells, readScreenCells } from "./cells.ts";
import { readCropFolder } from "./crop_folder.ts";
import { keepTraining, save } from "./fit_files.ts";
import { intensities, judgePlates } from "./judge_plates.ts";
import { judgeScreen } from "./judge_screen.ts";
import { cellBatches, vectorsOf } from "./vectors.ts";

/** Cells that go through the network together. */
const BATCH = 64;

/**
 * `c2s train hcs_small`: trains the small network on cells of virtual screens, with the compound of the
 * well as its label, though many doses do little: it is enough that vectors of equal mechanisms
 * come close to one another.
 *
 * All compounds are drawn equally often, and each image gets another gain, background and sharpness
 * each time, so that the plate tells nothing. The last plate of each week is not learned: its
 * cross-entropy chooses the epoch. `OUT/state.safetensors` is where the training stands,
 * `OUT/hcs_small.safetensors` the best network. Mechanisms of another screen (`--test`) and real crops
 * (`--crops`) are only judged with, beside the network before its training.
 */
export async function trainHcsSmallCommand(invocation: Invocation): Promise<void> {
  const { required, list, text, flag, number, json, signal, print } = invocation;
  const out = required("out"), screens = list("screen");
  const whole = (name: string, usual: number) => wholeNumber(invocation, name) ?? usual;
  const epochs = whole("epochs", 20), most = whole("cells", 24), rate = number("rate") ?? 0.002;
  const seed = number("seed") ?? 1;
  if (screens.length === 0) {
    throw new InputError("There is nothing to learn from", {
      option: "--screen",
      found: undefined,
      allowed: "a folder that c2s simulate wrote, or several",
    });
  }
  await refuseLearned(screens, text("test"));
  const bar = progressBar(),
    fields = counter("field", { json }),
    count = counter("batch", { json });
  try {
    const { tf } = await openBackend({ log: bar.line });
    const { skipped, ...bad } = skippedFields(flag("skip-bad"));
    const reading = { side: HCS_SIDE, most, seed, signal, ...bad };
    const read = async (folders: readonly string[], channelNames?: readonly string[]) => {
      let all = 0;
      const before = skipped.length;
      const onField = (done: number, total: number) => {
        all = total;
        fields.show(done, total);
      };
      const named = channelNames === undefined ? {} : { channelNames };
      const cells = await readScreenCells(folders, { ...reading, ...named, onField });
      fields.end();
      const own = skipped.slice(before);
      for (const text of saySkipped(own, all)) bar.line(text);
      requireFields(all - own.length, own, "read");
      return cells;
    };
    const cells = await read(screens);
    const classes = [...new Set(cells.cells.map(({ compound }) => compound))].sort();
    const { train, held } = splitPlates(cells);
    const targetsOf = (rows: readonly number[]) =>
      rows.map((row) => classes.indexOf(cells.cells[row]!.compound));
    const [learned, judged] = [targetsOf(train), targetsOf(held)];
    bar.line(`${train.length} cells learned, ${held.length} judged, ${classes.length} compounds`);
    const shape = { channels: cells.channels, classes: classes.length };
    const network = hcsSmall(shape, new Random(seed));
    const data = await fingerprint(
      cells.cells.map(({ plate, well, site, compound }) => `${plate} ${well} ${site} ${compound}`),
    );
    const steps = Math.ceil(train.length / BATCH);
    const channels = cells.channelNames ?? [], input = { bits: 16, limits: { ...cropLimits } };
    const settings = {
      ...shape,
      channels,
      side: HCS_SIDE,
      ...input,
      most,
      seed,
      epochs,
      rate,
      data,
    };
    const stateFile = `${out}/state.safetensors`, file = `${out}/hcs_small.safetensors`;
    const write = async (weights: Numbers, numbers: EpochNumbers) => {
      const { data: _, ...about } = settings;
      const model = {
        network: network.kind,
        settings: about,
        classes,
        fingerprint: data,
        metrics: { ...numbers },
        weights: { ...weights },
      };
      await save(file, encodeModel(model, { bits: 16, shapes: network }));
    };
    const crops = digestOfArrays(cells.cells.map(({ crop }) => crop));
    const described = JSON.stringify({ ...settings, crops });
    using _alone = await lockOutput(stateFile, { output: out });
    const kept = await keepTraining(stateFile, described, signal, { file, write });
    const { begin } = kept;
    if (begin !== undefined) bar.line(`Going on after epoch ${begin.epoch}`);
    const result = await fit(tf, network, {
      epochs,
      rate: cosine({ rate, steps: epochs * steps, warmup: Math.min(steps, 200) }),
      loss: crossEntropy(),
      train: (epoch) =>
        cellBatches(cells, train, learned, { size: BATCH, epoch, seed, balance: learned }),
      ...(held.length === 0
        ? {}
        : { validation: () => cellBatches(cells, held, judged, { size: BATCH }) }),
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
    const best = withWeights(network, { weights: result.weights });
    const scores = {
      ...await judgeTest(
        tf,
        [network, best],
        text("test"),
        (test) => read([test], channels),
        signal,
      ),
      ...await judgeCrops(tf, [network, best], text("crops"), signal),
    };
    const numbers = result.history[result.bestEpoch - 1] ?? {};
    const { bestEpoch } = result;
    report({ file, bestEpoch, ...numbers, scores, skipped }, { json, print });
  } finally {
    bar.end();
  }
}

/** What was learned cannot tell how well the rest is known. */
async function refuseLearned(screens: readonly string[], test: string | undefined): Promise<void> {
  if (test === undefined) return;
  const place = (folder: string) => Deno.realPath(folder).catch(() => folder);
  const learned = await Promise.all(screens.map(place));
  if (!learned.includes(await place(test))) return;
  throw new InputError("A screen that is learned cannot be the test", {
    option: "--test",
    found: test,
    allowed: "another screen, of another seed",
  });
}

/** The last plate of each week is held out, where the week has more than one. */
function splitPlates({ cells }: Cells): { train: number[]; held: number[] } {
  const last = new Set<string>();
  const weekOf = ({ plate, week }: Cells["cells"][number]) =>
    `${plate.slice(0, plate.indexOf(":") + 1)}${week}`;
  for (const members of Map.groupBy(cells, weekOf).values()) {
    const plates = [...new Set(members.map(({ plate }) => plate))].sort();
    if (plates.length > 1) last.add(plates.at(-1)!);
  }
  const rows = [...cells.keys()];
  const isHeld = (row: number) => last.has(cells[row]!.plate);
  return { train: rows.filter((row) => !isHeld(row)), held: rows.filter(isHeld) };
}

type Networks = [untrained: Network, trained: Network];

/** Mechanisms of a screen that was not learned, by the network before and after training. */
async function judgeTest(
  tf: TensorFlow,
  networks: Networks,
  folder: string | undefined,
  read: (folder: string) => Promise<Cells>,
  signal: AbortSignal,
) {
  if (folder === undefined) return {};
  const cells = await read(folder);
  const [untrained, trained] = networks.map(async (network) =>
    await judgeScreen(cells.cells, await vectorsOf(tf, network, cells, signal))
  );
  return { mechanisms: { untrained: await untrained, trained: await trained } };
}

/** DMSO against another compound on real crops, one plate left out. */
async function judgeCrops(
  tf: TensorFlow,
  [untrained, trained]: Networks,
  folder: string | undefined,
  signal: AbortSignal,
) {
  if (folder === undefined) return {};
  const cells = await readCropFolder(folder);
  const judge = async (numbers: Float32Array) => ({
    learned: await judgePlates(tf, cells.cells, numbers, "learned"),
    each: await judgePlates(tf, cells.cells, numbers, "each"),
  });
  return {
    crops: {
      intensity: await judge(intensities(cells.cells, cells.channels)),
      untrained: await judge(await vectorsOf(tf, untrained, cells, signal)),
      trained: await judge(await vectorsOf(tf, trained, cells, signal)),
    },
  };
}

function lineOf(numbers: EpochNumbers, epochs: number): string {
  const { epoch, loss, accuracy, validationLoss, validationAccuracy } = numbers;
  const held = validationLoss === undefined
    ? ""
    : `, held-out plates: loss ${validationLoss.toFixed(3)}, accuracy ${
      validationAccuracy?.toFixed(3)
    }`;
  return `epoch ${epoch} of ${epochs}: loss ${loss?.toFixed(3)}, accuracy ${accuracy?.toFixed(3)}` +
    held;
}

interface Result {
  file: string;
  bestEpoch: number;
  scores: Awaited<ReturnType<typeof judgeTest>> & Awaited<ReturnType<typeof judgeCrops>>;
  /** Fields of all screens that were left out, and why. */
  skipped: SkippedField[];
}

function report(result: Result, { json, print }: Pick<Invocation, "json" | "print">): void {
  if (json) return print(JSON.stringify(result));
  const { file, bestEpoch, scores: { mechanisms, crops } } = result;
  print(`${file}: weights of epoch ${bestEpoch}`);
  for (const [name, found] of Object.entries(mechanisms ?? {})) {
    for (const [rule, score] of Object.entries(found ?? {})) {
      const { hits, total, share, low, high } = score;
      const range = `95 % ${low.toFixed(3)} to ${high.toFixed(3)}`;
      print(`${name} ${rule.toUpperCase()}: ${hits} of ${total} = ${share.toFixed(3)} (${range})`);
    }
  }
  for (const [name, found] of Object.entries(crops ?? {})) {
    for (const [standard, scores] of Object.entries(found)) {
      const each = scores.map(({ plate, auc }) => `${plate} ${auc.toFixed(4)}`).join(", ");
      print(`AUC on crops, ${name}, standardised by ${standard} plate: ${each}`);
    }
  }
}
