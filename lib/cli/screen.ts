import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { metaValues, type Profiles } from "../core/profiles.ts";
import { readProfiles } from "../data/profiles_file.ts";
import { openBackend } from "../learn/backend.ts";
import { adam, sgd } from "../learn/fit.ts";
import { type Features, type ScreenedHead, screenHeads } from "../learn/screen_heads.ts";
import { split, type SplitItem, type SplitRule } from "../learn/split.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";

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
    const { required, text, number, json, signal, print } = invocation;
    const rates = (text("rates") ?? "0.001,0.003,0.01,0.03,0.1").split(",").map(Number);
    const bad = rates.find((rate) => !(rate > 0));
    if (bad !== undefined) {
      const found = text("rates"), allowed = "numbers above 0, with commas between them";
      throw new InputError("--rates has no such choice", { found, allowed });
    }
    const seed = number("seed") ?? 1, by = oneOf(invocation, "split", rules) ?? "compound";
    const epochs = wholeNumber(invocation, "epochs") ?? 10;
    const { profiles, items, rows } = await itemsOf(required("in"), {
      label: required("label"),
      compound: text("compound") ?? "Metadata_Compound",
      plate: text("plate") ?? "Metadata_Plate",
      week: text("week"),
    });
    const { sets } = split(items, { by, seed });
    const classes = [...new Set(items.map(({ label }) => label))].sort();
    const features = (set: Int32Array): Features => ({
      values: Float32Array.from(
        [...set].flatMap((item) => [...rowOf(profiles, rows[item] as number)]),
      ),
      targets: [...set].map((item) => classes.indexOf(items[item]!.label)),
    });
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
    const described = heads.map(({ weights: _, ...head }) => head);
    if (json) return print(JSON.stringify({ classes, by, heads: described }));
    print(
      `${train.targets.length} vectors learned, ${validation.targets.length} to judge, by ${by}`,
    );
    for (const { optimizer, rate, history } of heads) {
      const best = Math.max(...history.map(({ validationAccuracy = 0 }) => validationAccuracy));
      const reached = history.length === 0 ? "the loss exploded" : `accuracy ${best.toFixed(3)}`;
      print(`${optimizer} at ${rate}: ${reached}`);
    }
  },
};

interface Columns {
  label: string;
  compound: string;
  plate: string;
  week: string | undefined;
}

/** Rows that have a class, as far as splitting needs them. */
async function itemsOf(
  file: string,
  columns: Columns,
): Promise<{ profiles: Profiles; items: SplitItem[]; rows: number[] }> {
  const profiles = await readProfiles(file);
  const column = (name: string) => metaValues(profiles.meta, name);
  const [labels, compounds, plates] = [columns.label, columns.compound, columns.plate].map(column);
  const weeks = columns.week === undefined ? undefined : column(columns.week);
  const rows = [...labels!.keys()].filter((row) => labels![row] !== null && labels![row] !== "");
  const items = rows.map((row) => ({
    label: String(labels![row]),
    compound: String(compounds![row]),
    plate: String(plates![row]),
    week: String(weeks?.[row] ?? ""),
  }));
  return { profiles, items, rows };
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
