import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { allowedNames } from "../core/nearest_name.ts";
import { lockOutput } from "../data/lock_output.ts";
import { formatOf, writeProfiles } from "../data/profiles_file.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { channelsFor } from "./embed.ts";
import { jsonText } from "./json_text.ts";
import { openIndex } from "./open_index.ts";
import { readClassifier } from "./predict/classifier.ts";
import { judgePredictions } from "./predict/judge.ts";
import { scoreScreen } from "./predict/run.ts";
import { sayCounts, sayJudged } from "./predict/say.ts";
import { fieldPredictions, predictionTable, wellPredictions } from "./predict/table.ts";
import { fieldOptions, indexOption } from "./shared_options.ts";
import { saySkipped } from "./skipped_fields.ts";
import { measuredIndex } from "./train/measured_index.ts";

/**
 * `c2s predict`: names the class of fields or wells by a network of `c2s train hybrid` or `inception_v3`.
 *
 * Images, channels and measurements are prepared as in training. Grey values are scaled by plate, so that
 * an index should hold whole plates. Where the index knows the classes, predictions are judged, and never
 * by wells that the network has seen. Probabilities are the network's own and not calibrated.
 * Fields that cannot be read end it, or with `--skip-bad` have no row and are named on standard error.
 *
 * @example
 * ```ts
 * import { command } from "./predict.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "predict");
 * ```
 */
export const command: Command = {
  name: "predict",
  summary: "name the class of fields or wells by a network that c2s train has saved",
  options: {
    model: {
      type: "string",
      value: "FILE",
      description: "network of c2s train hybrid or inception_v3 (required)",
    },
    ...indexOption,
    out: {
      type: "string",
      value: "FILE",
      description: ".parquet, .csv or .csv.gz (required)",
    },
    wells: {
      type: "boolean",
      description: "one row a well, whose fields vote, instead of a field",
    },
    metadata: {
      type: "string",
      value: "FILE",
      description: "profiles with the measurements that the network learned beside images",
    },
    channels: {
      type: "string",
      value: "LIST",
      description: "channels that the network reads, in its order (default: those that it learned)",
    },
    label: {
      type: "string",
      value: "COLUMN",
      description: "column of the index to judge by (default: the one it learned, if it is there)",
    },
    "skip-bad": fieldOptions["skip-bad"]!,
  },
  example: "c2s predict --model out/hybrid/weights.safetensors --index new.csv --out named.csv",
  run: async (invocation) => {
    const { required, text, flag, json, signal, print } = invocation;
    const file = required("model"), out = required("out");
    formatOf(out);
    const skipBad = flag("skip-bad"), whole = await openIndex(required("index"), skipBad);
    const saved = await readClassifier(file);
    const { index, measurements, without } = await measuredIndex(
      whole,
      text("metadata"),
      (line) => console.error(line),
    );
    const { model: { network, classes }, seen } = saved;
    const label = labelIn(index.fields[0]?.metadata ?? {}, text("label"), saved.label);
    const reads = {
      name: network,
      channels: saved.channels,
      ...(saved.channelNames === undefined ? {} : { channelNames: saved.channelNames }),
    };
    const channels = channelsFor(reads, index.channels, text("channels"));
    const count = counter("field", { json });
    using _alone = await lockOutput(out);
    const { fields, scores, skipped, resumed } = await scoreScreen({
      saved,
      index,
      channels,
      ...(measurements === undefined ? {} : { metadata: measurements }),
      out,
      skipBad,
      signal,
      onField: count.show,
      log: (line) => console.error(line),
    }).finally(count.end);
    for (const line of saySkipped(skipped, index.fields.length)) console.error(line);
    const unit = flag("wells") ? "well" : "field";
    const predicted = (unit === "well" ? wellPredictions : fieldPredictions)(fields, scores);
    await writeProfiles(out, predictionTable(predicted, classes, unit));
    await Deno.remove(`${out}.parts`, { recursive: true });
    const named = Object.fromEntries(
      classes.map((name, c) => [name, predicted.named.filter((one) => one === c).length]),
    );
    const rows = predicted.rows.length;
    const judged = label === undefined
      ? undefined
      : judgePredictions(predicted, classes, { ...saved, label });
    if (json) {
      const told = seen !== undefined;
      const left = without.map(({ plate, well, site }) => ({ plate, well, site }));
      const done = { out, network, unit, rows, resumed, unmeasured: left, skipped };
      print(jsonText({ ...done, named, label, told, judged }));
      return;
    }
    const lost = skipped.length === 0
      ? ""
      : `; ${skipped.length} of ${counted(index.fields.length, "field")} left out`;
    print(`${out}: ${counted(rows, unit)} named by ${network}, ${classes.length} classes${lost}`);
    print(`  ${sayCounts(named, rows)}`);
    if (judged === undefined) {
      if (saved.label !== undefined) print(`not judged: the index has no ${saved.label}`);
      return;
    }
    for (const line of sayJudged(judged, { unit, label: label!, told: seen !== undefined })) {
      print(line);
    }
  },
};

/** The column to judge by: as typed, else the one that the network learned, if the index has it. */
function labelIn(
  metadata: Readonly<Record<string, unknown>>,
  asked: string | undefined,
  learned: string | undefined,
): string | undefined {
  if (asked === undefined) {
    return learned !== undefined && Object.hasOwn(metadata, learned) ? learned : undefined;
  }
  if (Object.hasOwn(metadata, asked)) return asked;
  throw new InputError("The index has no such column", {
    option: "--label",
    found: asked,
    ...allowedNames(asked, Object.keys(metadata)),
  });
}
