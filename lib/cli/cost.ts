import { writeAtomic } from "../core/files.ts";
import { meanInterval } from "../core/mean_interval.ts";
import { formatBytes } from "../data/fetch/disk.ts";
import { tableText } from "../show/table.ts";
import type { Command } from "./command.ts";
import { measureCost } from "./cost/measure.ts";
import type { CostSheet } from "./cost/sheet.ts";
import { loadEmbedder } from "./embedders.ts";
import { nuclearChannel, openIndex } from "./open_index.ts";
import { indexOption, methodOptions, nucleiOption, wholeNumber } from "./shared_options.ts";
import { workersOption } from "./shared_options.ts";

/** `c2s cost`: seconds, memory and disk that every step takes on this machine. */
export const command: Command = {
  name: "cost",
  summary: "measure what every step takes on this machine: seconds, memory and disk a field",
  options: {
    ...indexOption,
    out: {
      type: "string",
      value: "FILE",
      description: "JSON for c2s plan and c2s workflow (default: only shown)",
    },
    fields: {
      type: "string",
      value: "N",
      description: "fields that are measured, at least four a thread (default: six a thread)",
    },
    method: methodOptions.method!,
    ...nucleiOption,
    embed: {
      type: "string",
      value: "NAME",
      description: "network that embeds fields, see c2s models (default: none)",
    },
    ...workersOption,
  },
  example: "c2s cost --index screen/index.csv --out cost.json",
  run: async (invocation) => {
    const { required, text, json, signal, print } = invocation;
    const index = await openIndex(required("index"));
    const nuclei = nuclearChannel(index.channels, text("nuclei"));
    const fields = wholeNumber(invocation, "fields"), workers = wholeNumber(invocation, "workers");
    const network = text("embed"), out = text("out");
    const folder = await Deno.makeTempDir({ prefix: "c2s-cost-" });
    try {
      const sheet = await measureCost({
        index,
        folder,
        nuclei,
        method: text("method") as string,
        signal,
        ...(fields === undefined ? {} : { fields }),
        ...(workers === undefined ? {} : { workers }),
        ...(network === undefined ? {} : { network, embedder: await loadEmbedder(network) }),
        onStep: (step) => json || console.error(`measuring ${step}`),
      });
      if (out !== undefined) await writeAtomic(out, JSON.stringify(sheet, null, 2) + "\n");
      if (json) return print(JSON.stringify(sheet));
      for (const line of lines(sheet)) print(line);
      if (out !== undefined) print(`${out}: for c2s plan --cost and c2s workflow --cost`);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
};

function lines(sheet: CostSheet): string[] {
  const { method, threads, width, height, channels, fields, perField, together } = sheet;
  const rows = perField.map(({ step, seconds, memory, bytes, leaves }) => {
    const { value, low, high } = meanInterval(seconds);
    return {
      step,
      "seconds a field": value.toFixed(3),
      "95 % of the mean": `${Math.max(0, low).toFixed(3)} to ${high.toFixed(3)}`,
      "an image": (value / channels).toFixed(3),
      "peak memory": formatBytes(memory.peak),
      disk: `${formatBytes(bytes)} a ${leaves}`,
    };
  });
  const seconds = (place: 0 | 1) =>
    together.reduce((sum, cost) => sum + cost.seconds[place], 0).toFixed(2);
  const [few, many] = together[0]?.wells ?? [0, 0];
  return [
    `${fields} fields of ${width} × ${height} px, ${channels} channels, ${threads} threads; ` +
    `nuclei by ${method}`,
    "",
    ...tableText(rows).split("\n"),
    "",
    `all wells together: ${seconds(0)} s for ${few} wells, ${seconds(1)} s for ${many}`,
  ];
}
