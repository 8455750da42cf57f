import { resolve } from "node:path";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { readField } from "../data/fields.ts";
import type { FieldIndex } from "../data/index_file.ts";
import type { Command, Invocation } from "./command.ts";
import { type CostSheet, readSheet } from "./cost/sheet.ts";
import { channelsFor } from "./embed.ts";
import { checkEmbedder, embedders } from "./embedders.ts";
import { indexChannel, nuclearChannel, openIndex } from "./open_index.ts";
import { columnIn, columnsOf } from "./profile/choose_rows.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { findSegmenter } from "./segmenters.ts";
import { indexOption, methodOptions, nucleiOption, wholeNumber } from "./shared_options.ts";
import { denoCommand } from "./workflow/deno_command.ts";
import { controlsIn, valueOf, wellsOf } from "./workflow/field_value.ts";
import { resourcesFrom, usualResources } from "./workflow/resources.ts";
import { stepOptions } from "./workflow/steps.ts";
import { takePlates } from "./workflow/take_plates.ts";
import { c2sCommand, writeWorkflow } from "./workflow/write.ts";

/** `c2s workflow`: the steps over a whole screen, for Snakemake on this machine or a cluster. */
export const command: Command = {
  name: "workflow",
  summary:
    "write a workflow of all steps, plate by plate, that Snakemake runs here or on a cluster",
  options: {
    ...indexOption,
    out: { type: "string", value: "DIR", description: "folder of the workflow (required)" },
    plates: {
      type: "string",
      value: "LIST",
      description: "plates that are taken, with commas (default: all)",
    },
    controls: {
      type: "string",
      value: "COLUMN=VALUE",
      description: "negative controls (default: Metadata_Compound=DMSO)",
    },
    treatment: {
      type: "string",
      value: "COLUMNS",
      description: "compound, and what else makes a treatment " +
        "(default: Metadata_Compound, Metadata_Concentration where it is there)",
    },
    moa: {
      type: "string",
      value: "COLUMN",
      description:
        "mechanism, or none (default: Metadata_MoA where it is there; named only where " +
        "two compounds share one)",
    },
    batch: {
      type: "string",
      value: "COLUMN",
      description:
        "batch that is corrected, by ComBat where all batches have the same treatments, " +
        "else by TVN on the controls; or none (default: Metadata_Plate)",
    },
    method: methodOptions.method!,
    ...nucleiOption,
    embed: {
      type: "string",
      value: "NAME",
      description: "network that embeds fields too, see c2s models (default: none)",
    },
    channels: {
      type: "string",
      value: "LIST",
      description:
        "channels that the network reads, in its order (default: those that it learned, else the " +
        "index's three)",
    },
    "drop-flagged": {
      type: "boolean",
      description: "leave out the fields that quality control flags",
    },
    threads: { type: "string", value: "N", description: "threads of a job (default: 8)" },
    cost: {
      type: "string",
      value: "FILE",
      description: "what c2s cost measured: jobs then ask for it (default: generous guesses)",
    },
    factor: {
      type: "string",
      value: "X",
      description: "jobs ask for so many times the cost (default: 2)",
    },
    c2s: {
      type: "string",
      value: "COMMAND",
      description:
        "how jobs call c2s (default: this project, and deno where that is this Deno, else its path)",
    },
  },
  example: "c2s workflow --index screen/index.csv --out out/workflow",
  run: async (invocation) => {
    const { required, text, flag, json, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const threads = wholeNumber(invocation, "threads") ?? 8, factor = factorOf(invocation);
    const index = takePlates(await openIndex(file), columnsOf(invocation, "plates"));
    const controls = text("controls") ?? "Metadata_Compound=DMSO";
    checkControls(index, controls);
    const channels = await checkChoices(index, invocation);
    const measured = text("cost"), embed = text("embed");
    const c2s = text("c2s") ?? c2sCommand(await denoCommand());
    let cost = usualResources;
    if (measured !== undefined) {
      const sheet = await readSheet(measured);
      checkCosts(sheet, measured, invocation);
      cost = resourcesFrom(sheet, await sizeOf(index), embed === undefined ? ["embed"] : []);
    }
    const plates = await writeWorkflow({
      out,
      index,
      threads,
      dropFlagged: flag("drop-flagged"),
      steps: stepOptions(index, {
        controls,
        treatment: columnsOf(invocation, "treatment"),
        moa: text("moa"),
        batch: text("batch"),
        method: text("method") as string,
        nuclei: text("nuclei"),
        embed: fromAnywhere(embed),
        channels,
      }),
      cost: { factor, ...cost },
      c2s,
    });
    const fields = index.fields.length;
    // Whoever empties npm's cache ends a workflow that waits in a queue.
    const notes = /[\\/]_npx[\\/]/.test(c2s.split(" run ")[0]!) ? [cached] : [];
    if (json) return print(JSON.stringify({ out, plates, fields, notes }));
    print(
      `${out}: a workflow for ${counted(fields, "field")} of ${counted(plates.length, "plate")}`,
    );
    notes.forEach(print);
    print("Choices stand in config.yaml there. Then:");
    print(`  cd ${out} && python3 -m venv venv && venv/bin/pip install -r requirements.txt`);
    print("  venv/bin/snakemake --workflow-profile profiles/local     (or slurm, kubernetes)");
  },
};

const cached =
  "Jobs call the Deno in npx's cache, which has to stay there and be there on all nodes: better " +
  `install Deno ${Deno.version.deno}, so that jobs call deno, or say --c2s`;

function factorOf({ number }: Invocation): number {
  const factor = number("factor") ?? 2;
  if (factor >= 1) return factor;
  throw new InputError("--factor must be at least 1", { found: factor });
}

/** Every plate is normalised by its own controls: better said now than after the first night. */
function checkControls({ fields }: FieldIndex, controls: string): void {
  const column = columnIn(controls, "controls"), isControl = controlsIn(controls);
  for (const [plate, own] of Map.groupBy(fields, (field) => field.plate)) {
    const wells = wellsOf(own.filter(isControl));
    if (wells > 1) continue;
    const columns = [...new Set(fields.flatMap(({ metadata }) => Object.keys(metadata)))];
    const there = own.map((field) => valueOf(field, column) || "nothing");
    throw new InputError(`Plate ${plate} has ${wells === 0 ? "no" : "one"} negative control`, {
      column,
      found: [...new Set(there)].slice(0, 5),
      allowed: `two wells or more of ${controls}`,
      hint: `Name them with --controls COLUMN=VALUE; the columns are ${columns.join(", ")}`,
    });
  }
}

/** What no job could do is not written; the channels that the network shall read, where they are named. */
async function checkChoices(
  { channels }: FieldIndex,
  invocation: Invocation,
): Promise<string[] | undefined> {
  const { text } = invocation, embed = text("embed"), list = text("channels");
  findSegmenter(text("method") as string);
  nuclearChannel(channels, text("nuclei"));
  if (embed === undefined) {
    refuseUnused(invocation, ["channels"], "with --embed NAME");
    return undefined;
  }
  await checkEmbedder(embed);
  const asked = list?.split(",").map((one) => indexChannel(channels, one.trim(), "--channels"));
  // Networks that have a name read three; how many another does, only its weights say.
  if (Object.hasOwn(embedders, embed)) {
    channelsFor({ ...embedders[embed], name: embed, channels: 3 }, channels, list);
  }
  return asked;
}

/** Jobs work in the folder of the workflow, where a file has another path. */
function fromAnywhere(network: string | undefined): string | undefined {
  return network === undefined || Object.hasOwn(embedders, network) ? network : resolve(network);
}

/** Costs of other methods than those of the workflow say nothing about it. */
function checkCosts(sheet: CostSheet, file: string, { text }: Invocation): void {
  for (const [option, measured] of [["method", sheet.method], ["embed", sheet.network]] as const) {
    const asked = text(option);
    if (measured === undefined || asked === undefined || asked === measured) continue;
    throw new InputError(`The costs were measured with another --${option}`, {
      file,
      found: measured,
      allowed: asked,
      hint: `Measure them with c2s cost --${option} ${asked}, or leave --cost out`,
    });
  }
}

/** The first field tells how large they are. */
async function sizeOf({ channels, fields }: FieldIndex) {
  const { width, height } = await readField(fields[0]!, { channels: channels.slice(0, 1) });
  return { width, height, channels: channels.length, wells: wellsOf(fields) };
}
