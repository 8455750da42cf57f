import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { readField } from "../data/fields.ts";
import type { FieldIndex } from "../data/index_file.ts";
import type { Command, Invocation } from "./command.ts";
import { openIndex } from "./open_index.ts";
import { columnIn, columnList } from "./profile/choose_rows.ts";
import { readSheet } from "./cost/sheet.ts";
import { indexOption, methodOptions, wholeNumber } from "./shared_options.ts";
import { resourcesFrom, usualResources } from "./workflow/resources.ts";
import { stepOptions } from "./workflow/steps.ts";
import { takePlates } from "./workflow/take_plates.ts";
import { writeWorkflow } from "./workflow/write.ts";

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
      description: "mechanism, or none (default: Metadata_MoA where it is there)",
    },
    batch: {
      type: "string",
      value: "COLUMN",
      description: "batch that is corrected by ComBat, or none (default: Metadata_Plate)",
    },
    method: methodOptions.method!,
    embed: {
      type: "string",
      value: "NAME",
      description: "network that embeds fields too, see c2s models (default: none)",
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
      description: "how jobs call c2s (default: this Deno and this project)",
    },
  },
  example: "c2s workflow --index screen/index.csv --out out/workflow",
  run: async (invocation) => {
    const { required, text, flag, json, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const threads = wholeNumber(invocation, "threads") ?? 8, factor = factorOf(invocation);
    const index = takePlates(await openIndex(file), columnList(text("plates")));
    const controls = text("controls") ?? "Metadata_Compound=DMSO";
    checkControls(index, controls);
    const measured = text("cost"), c2s = text("c2s");
    const cost = measured === undefined
      ? usualResources
      : resourcesFrom(await readSheet(measured), await sizeOf(index));
    const plates = await writeWorkflow({
      out,
      index,
      threads,
      dropFlagged: flag("drop-flagged"),
      steps: stepOptions(index, {
        controls,
        treatment: columnList(text("treatment")),
        moa: text("moa"),
        batch: text("batch"),
        method: text("method") as string,
        embed: text("embed"),
      }),
      cost: { factor, ...cost },
      ...(c2s === undefined ? {} : { c2s }),
    });
    const fields = index.fields.length;
    if (json) return print(JSON.stringify({ out, plates, fields }));
    print(
      `${out}: a workflow for ${counted(fields, "field")} of ${counted(plates.length, "plate")}`,
    );
    print("Choices stand in config.yaml there. Then:");
    print(`  cd ${out} && python3 -m venv venv && venv/bin/pip install -r requirements.txt`);
    print("  venv/bin/snakemake --workflow-profile profiles/local     (or slurm, kubernetes)");
  },
};

function factorOf({ number }: Invocation): number {
  const factor = number("factor") ?? 2;
  if (factor >= 1) return factor;
  throw new InputError("--factor must be at least 1", { found: factor });
}

/** Every plate is normalised by its own controls: better said now than after the first night. */
function checkControls({ fields }: FieldIndex, controls: string): void {
  const column = columnIn(controls, "controls");
  const wanted = new Set(controls.slice(column.length + 1).split("|"));
  for (const [plate, own] of Map.groupBy(fields, (field) => field.plate)) {
    if (own.some(({ metadata }) => wanted.has(metadata[column] ?? ""))) continue;
    const columns = [...new Set(fields.flatMap(({ metadata }) => Object.keys(metadata)))];
    throw new InputError(`Plate ${plate} has no negative control`, {
      column,
      found: [...new Set(own.map(({ metadata }) => metadata[column] ?? "nothing"))].slice(0, 5),
      allowed: controls,
      hint: `Name them with --controls COLUMN=VALUE; the columns are ${columns.join(", ")}`,
    });
  }
}

/** The first field tells how large they are. */
async function sizeOf({ channels, fields }: FieldIndex) {
  const { width, height } = await readField(fields[0]!, { channels: channels.slice(0, 1) });
  const wells = new Set(fields.map(({ plate, well }) => JSON.stringify([plate, well]))).size;
  return { width, height, channels: channels.length, wells };
}
