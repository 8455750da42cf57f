import type { Estimate } from "../core/bootstrap.ts";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { allowedNames } from "../core/nearest_name.ts";
import { metaValues, profileMatrix, type Profiles } from "../core/profiles.ts";
import { readProfiles } from "../data/profiles_file.ts";
import { openBackend } from "../learn/backend.ts";
import { adam, sgd } from "../learn/fit.ts";
import { type Features, type ScreenedHead, screenHeads } from "../learn/screen_heads.ts";
import type { SplitItem, SplitRule } from "../learn/split.ts";
import { checkFinite } from "../profile/finite.ts";
import { shareInterval } from "../profile/share_interval.ts";
import type { Command, Invocation } from "./command.ts";
import { controlOption, controlsOf } from "./control_name.ts";
import { counter } from "./counter.ts";
import { columnNotes } from "./profile/column_notes.ts";
import { leaveOutOption, rowsLeftOut } from "./profile/leave_out.ts";
import { usualColumn } from "./profile/usual_column.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";
import { sayEstimate } from "./train/say_estimate.ts";
import { splitToLearn } from "./train/split_to_learn.ts";

const rules: readonly SplitRule[] = ["compound", "image", "plate", "week"];
const optimizers = { SGD: sgd({ momentum: 0.9 }), Adam: adam() };

/** `c2s screen`: optimizers × learning rates for the last layer, on vectors computed once. */
export const command: Command = {
  name: "screen",
  summary: "try optimizers and learning rates for the last layer, on embedding vectors",
  options: {
    in: { type: "string", value: "FILE", description: "profiles with embeddings (required)" },
    label: { type: "string", value: "COLUMN", description: "the class (required)" },
    compound: {
      type: "string",
      value: "COLUMN",
      description: "the compound (default: Metadata_Compound)",
    },
    plate: { type: "string", value: "COLUMN", description: "the plate (default: Metadata_Plate)" },
    week: { type: "string", value: "COLUMN", description: "the week (default: none)" },
    well: {
      type: "string",
      value: "COLUMN",
      description: "the well, for controls (default: Metadata_Well)",
    },
    control: controlOption,
    ...leaveOutOption("that play no part, such as controls"),
    split: {
      type: "string",
      value: "RULE",
      description: `${rules.join(", ")} is kept together (default: compound)`,
    },
    rates: {
      type: "string",
      value: "LIST",
      description: "learning rates (default: 0.001,0.003,0.01,0.03,0.1)",
    },
    epochs: { type: "string", value: "N", description: "epochs of each (default: 10)" },
    seed: { type: "string", value: "N", description: "seed of everything random (default: 1)" },
    out: { type: "string", value: "FILE", description: "curves as .csv (default: none)" },
  },
  example: "c2s screen --in embeddings.parquet --label Metadata_MoA --out curves.csv",
  run: async (invocation) => {
    const { required, text, json, signal, print } = invocation;
    const rates = (text("rates") ?? "0.001,0.003,0.01,0.03,0.1").split(",").map(Number);
    const bad = rates.find((rate) => !(rate > 0));
    if (bad !== undefined) {
      const found = text("rates"), allowed = "numbers above 0, with commas between them";
      throw new InputError("--rates has no such choice", { found, allowed });
    }
    const seed = wholeNumber(invocation, "seed", 0) ?? 1;
    const by = oneOf(invocation, "split", rules) ?? "compound";
    const epochs = wholeNumber(invocation, "epochs") ?? 10;
    const say = (line: string) => json ? undefined : print(line);
    const { profiles, items, rows } = await itemsOf(
      required("in"),
      {
        label: required("label"),
        compound: text("compound"),
        plate: text("plate"),
        week: text("week"),
        well: text("well"),
      },
      invocation,
    );
    columnNotes(profiles).forEach((line) => console.error(line));
    const controls = controlsOf(invocation, by, items.map(({ compound }) => compound));
    const { sets, leftOut, absent } = splitToLearn(items, { by, seed, controls }, say);
    const classes = [...new Set(items.map(({ label }) => label))].sort();
    const features = (set: Int32Array) => featuresOf(profiles, items, classes, rows, set);
    const count = counter("head", { json });
    const { tf } = await openBackend({ log: json ? () => {} : print });
    const [train, validation] = [features(sets.train!), features(sets.validation!)];
    const heads = await screenHeads(tf, train, validation, {
      optimizers,
      rates,
      classes: classes.length,
      epochs,
      seed,
      signal,
      onDone: count.show,
    });
    count.end();
    signal.throwIfAborted();
    if (text("out") !== undefined) await writeAtomic(required("out"), curves(heads));
    const chance = commonestShare(validation.targets);
    const judgedOf = Array.from(sets.validation!, (item) => items[item]!.compound);
    const described = heads.map(({ weights: _, named, ...head }) => ({
      ...head,
      ...reached(named, validation.targets, judgedOf, seed),
    }));
    const judged = new Set(judgedOf).size;
    if (json) {
      const counts = {
        learned: train.targets.length,
        judged: validation.targets.length,
        compoundsJudged: judged,
        leftOut: leftOut.length,
      };
      return print(JSON.stringify({ classes, by, ...counts, chance, absent, heads: described }));
    }
    print(
      `${counted(train.targets.length, "vector")} learned, ${validation.targets.length} of ` +
        `${counted(judged, "compound")} to judge, by ${by}; ${leftOut.length} left out so that ` +
        "classes are equal",
    );
    for (const { optimizer, rate, ...head } of described) {
      print(`${optimizer} at ${rate}: ${sayReached(head)}`);
    }
    print("  95 % intervals are over compounds, of one epoch each, not of the best of several");
    print(
      `always naming one class: ${
        chance.toFixed(3)
      }; whoever chooses an epoch or a rate by these ` +
        "numbers has chosen by the vectors to judge: new ones will score lower",
    );
  },
};

/** What a head reaches. */
interface Reached {
  /** Accuracy after the last epoch; none where the loss exploded at once. */
  last?: Estimate;
  /** The best of all epochs, and which it was, from 1. */
  best?: Estimate & { epoch: number };
}

/** Vectors of one compound resemble one another: the compound is what intervals draw. */
function reached(
  named: ScreenedHead["named"],
  targets: readonly number[],
  compounds: readonly string[],
  seed: number,
): Reached {
  const hits = named.map((names) => targets.map((target, i) => names[i] === target));
  const counts = hits.map((epoch) => epoch.filter((is) => is).length);
  if (counts.length === 0) return {};
  const best = counts.indexOf(Math.max(...counts));
  const [last, top] = [hits.at(-1)!, hits[best]!].map((epoch): Estimate => {
    const { share, interval } = shareInterval(epoch, compounds, { seed });
    return { value: share, ...interval };
  });
  return { last: last!, best: { ...top!, epoch: best + 1 } };
}

function sayReached({ last, best, history }: Reached & Pick<ScreenedHead, "history">): string {
  if (last === undefined || best === undefined) return "the loss exploded";
  return `accuracy ${sayEstimate(last)} after the last epoch, ` +
    `at best ${sayEstimate(best)} after epoch ${best.epoch} of ${history.length}`;
}

interface Columns {
  label: string;
  compound: string | undefined;
  plate: string | undefined;
  week: string | undefined;
  well: string | undefined;
}

/** Rows that have a class and are not left out, as far as splitting needs them. */
async function itemsOf(
  file: string,
  columns: Columns,
  invocation: Pick<Invocation, "list">,
): Promise<{ profiles: Profiles; items: SplitItem[]; rows: number[] }> {
  const profiles = await readProfiles(file), { meta } = profiles;
  const column = (name: string) => {
    if (meta.columns.includes(name)) return metaValues(meta, name);
    const allowed = allowedNames(name, meta.columns);
    throw new InputError("Cannot read vectors: a column is missing", {
      file,
      column: name,
      ...allowed,
    });
  };
  const found = (usual: string) => usualColumn(usual, meta.columns);
  const compound = columns.compound ?? found("Metadata_Compound") ?? "Metadata_Compound";
  const plate = columns.plate ?? found("Metadata_Plate") ?? "Metadata_Plate";
  const [labels, compounds, plates] = [columns.label, compound, plate].map(column);
  const weeks = columns.week === undefined ? undefined : column(columns.week);
  // Only controls need a well, and whether there are some is not known yet.
  const well = columns.well ?? found("Metadata_Well");
  const wells = well === undefined ? undefined : column(well);
  const out = rowsLeftOut(profiles, invocation);
  const rows = [...labels!.keys()].filter((row) =>
    labels![row] !== null && labels![row] !== "" && !out[row]
  );
  if (rows.length === 0) {
    throw new InputError("There is nothing to learn", {
      file,
      found: `no row with ${columns.label}`,
    });
  }
  checkRows(profiles, rows);
  const items = rows.map((row) => ({
    label: String(labels![row]),
    compound: String(compounds![row]),
    plate: String(plates![row]),
    week: String(weeks?.[row] ?? ""),
    well: String(wells?.[row] ?? ""),
  }));
  return { profiles, items, rows };
}

/** Rows that are not learned may hold anything; the others keep their number in the file. */
function checkRows(profiles: Profiles, rows: readonly number[]): void {
  const width = profiles.features.length, data = new Float64Array(profiles.values.length);
  for (const row of rows) data.set(rowOf(profiles, row), row * width);
  checkFinite("Cannot learn vectors", { ...profileMatrix(profiles), data }, profiles.features);
}

function featuresOf(
  profiles: Profiles,
  items: readonly SplitItem[],
  classes: readonly string[],
  rows: readonly number[],
  set: Int32Array,
): Features {
  const width = profiles.features.length, values = new Float32Array(set.length * width);
  set.forEach((item, i) => values.set(rowOf(profiles, rows[item] as number), i * width));
  return { values, targets: Array.from(set, (item) => classes.indexOf(items[item]!.label)) };
}

/** What whoever always names one class reaches. */
function commonestShare(targets: readonly number[]): number {
  const counts = [...Map.groupBy(targets, (target) => target).values()].map((own) => own.length);
  return Math.max(...counts) / targets.length;
}

function rowOf({ values, features }: Profiles, row: number) {
  return values.subarray(row * features.length, (row + 1) * features.length);
}

/** One line a head and epoch. */
function curves(heads: readonly ScreenedHead[]): string {
  const names = ["loss", "accuracy", "validationLoss", "validationAccuracy"];
  const lines = heads.flatMap(({ optimizer, rate, history }) =>
    history.map((numbers) =>
      [optimizer, rate, numbers.epoch, ...names.map((name) => numbers[name])].join(",")
    )
  );
  return [["optimizer", "rate", "epoch", ...names].join(","), ...lines].join("\n") + "\n";
}
