import { join, resolve } from "node:path";
import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import { exists, makeFolder, projectRoot } from "../core/files.ts";
import { fileState } from "../data/file_state.ts";
import { lockOutput } from "../data/lock_output.ts";
import { mixedBits } from "../data/index_file/mixed_bits.ts";
import { mixedPixelSizes } from "../data/index_file/pixel_sizes.ts";
import { plainMarkdown } from "../show/escape_markdown.ts";
import { writeReport } from "../show/report.ts";
import type { Command, Invocation, Option } from "./command.ts";
import { counter } from "./counter.ts";
import {
  judgeOwn,
  measureOwn,
  openOwnScreen,
  ownFiles,
  type OwnScreen,
  segmentOwn,
  skippedOwn,
  type StepOptions,
} from "./own_screen.ts";
import { chooseFields } from "./own_screen/choose_fields.ts";
import { sayLookalikes } from "./own_screen/control_lookalikes.ts";
import { keepStep } from "./own_screen/keep_step.ts";
import { sayOneLetterApart } from "./own_screen/one_letter_apart.ts";
import { type OwnSettings, ownSettings, settingsAsVariables } from "./own_screen/settings.ts";
import { sayJoined, saySpellings } from "./own_screen/spellings.ts";
import { stepMethods } from "./own_screen/step_methods.ts";
import { sayUncontrolled } from "./own_screen/uncontrolled.ts";
import { openCellNetwork } from "./segment/find_cells.ts";
import { sayMatched } from "./segment/matched_cells.ts";
import { segmentChoice, segmentOptions } from "./segment/options.ts";
import { findSegmenter, usualMethod } from "./segmenters.ts";
import { weightsDigest } from "./segmenters/weights_digest.ts";
import { fieldOptions, indexOption, wholeNumber } from "./shared_options.ts";
import { gatherAppendix } from "./story/appendix.ts";
import { runChapter } from "./story/run_chapter.ts";
import type { Screen } from "./story/terminal.ts";

const chapter = "15-your-own-screen";
const usual = ownSettings(() => undefined);
const column = (what: string, name: string): Option => ({
  type: "string",
  value: "COLUMN",
  description: `column of the index with ${what} (default: ${name})`,
});

/** `c2s report`: from an index to a report on what the drugs did, every step resumable. */
export const command: Command = {
  name: "report",
  summary: "from an index of images to a report: which treatments act, and by which mechanism",
  options: {
    ...indexOption,
    out: {
      type: "string",
      value: "DIR",
      description: "folder of the report and of the files of every step (required)",
    },
    control: {
      type: "string",
      value: "NAME",
      description: `the negative control among the compounds (default: ${usual.control})`,
    },
    ...segmentOptions,
    compound: column("the compound", usual.compound),
    concentration: column(
      "the concentration, in µM or in the molar unit that its name says (conc_nM); µg/mL or % are an error",
      usual.concentration,
    ),
    moa: column("the mechanism, where it is known", usual.moa),
    batch: column("a batch wider than a plate", "Metadata_Batch or Metadata_Week, if there"),
    again: { type: "boolean", description: "write the report anew although it is there" },
    ...fieldOptions,
  },
  example: "c2s report --index index.csv --out my-report --control DMSO",
  run: async (invocation) => {
    const { json, print, flag, required } = invocation;
    const out = resolve(required("out")), settings = settingsOf(invocation, out);
    const { method = usualMethod, weights } = settings.segmentation;
    findSegmenter(method, weights);
    const own = await openOwnScreen(settings);
    // Weights that are missing are found now, and not after all images were judged.
    await weightsDigest(method, weights);
    await openCellNetwork(own.segmentation);
    await makeFolder(out);
    const report = join(out, "report.html");
    using _alone = await lockOutput(report, { output: out });
    const started = performance.now();
    const say = (line: string) => json ? undefined : print(line);
    await runSteps(own, invocation, say);
    const notebook = join(projectRoot, "notebooks", `${chapter}.ipynb`);
    const source = JSON.parse(await Deno.readTextFile(notebook)).cells
      .map(({ source }: { source: unknown }) => source);
    if (flag("again")) await Deno.remove(report).catch(() => {});
    const cells = await fileState(ownFiles(own).cells);
    const from = { settings, index: own.index, source, cells };
    const before = await keepStep(report, from, async () => {
      await runReport(own, settings, { notebook, report, out, invocation });
    });
    const seconds = (performance.now() - started) / 1000;
    const summary = await readSummary(own);
    const { uncontrolled, lost, bare, lookalikes, spellings, mechanisms, oneLetterApart } = own;
    const spelt = { spellings, mechanisms, oneLetterApart };
    const named = { uncontrolled, lost, bare, lookalikes, ...spelt };
    if (json) {
      return print(
        JSON.stringify({ out, report, ...summary, ...named, resumed: before, seconds }),
      );
    }
    for (const line of summary.lines) print(plainMarkdown(line));
    print(
      before
        ? `${report} is there already; --again writes it anew`
        : `${report} in ${seconds.toFixed(0)} s: open it. Figures: ${join(out, "figures")}`,
    );
  },
};

/** What the notebook has found, in sentences of Markdown. */
async function readSummary(own: OwnScreen): Promise<{ lines: string[] }> {
  return JSON.parse(await Deno.readTextFile(ownFiles(own).summary));
}

function settingsOf(invocation: Invocation, out: string): OwnSettings {
  const { required, text, flag } = invocation, index = required("index");
  return {
    ...usual,
    data: resolve(index),
    folder: out,
    skipBad: flag("skip-bad"),
    segmentation: segmentChoice(invocation),
    ...Object.fromEntries(
      ["control", "compound", "concentration", "moa", "batch"]
        .flatMap((name) => text(name) === undefined ? [] : [[name, text(name)]]),
    ),
  };
}

/** The long steps, with their progress in the terminal; the notebook then finds them done. */
async function runSteps(
  own: OwnScreen,
  invocation: Invocation,
  say: (line: string) => void,
): Promise<void> {
  const { signal, json } = invocation, workers = wholeNumber(invocation, "workers");
  const step = async <T>(name: string, work: (options: StepOptions) => Promise<T>): Promise<T> => {
    const count = counter(`${name}: field`, { json });
    const options = { signal, onDone: count.show, ...workers === undefined ? {} : { workers } };
    return await work(options).finally(count.end);
  };
  const { fields } = own.index;
  say(
    `${counted(fields.length, "field")} in ${
      counted(own.wells.length, "well")
    }; control ${own.control}`,
  );
  if (own.bare.length > 0) say(`left out: ${counted(own.bare.length, "well")} without a compound`);
  if (own.uncontrolled.length > 0) say(`left out: ${sayUncontrolled(own)}`);
  if (own.lookalikes.length > 0) say(sayLookalikes(own));
  if (own.spellings.length > 0) say(saySpellings(own.spellings));
  if (own.mechanisms.length > 0) say(sayJoined(own.mechanisms));
  if (own.oneLetterApart.length > 0) say(sayOneLetterApart(own.oneLetterApart));
  for (const mixed of [mixedPixelSizes(fields), await mixedBits(own.index)]) {
    if (mixed !== undefined) say(mixed);
  }
  const judged = await step("quality", (options) => judgeOwn(own, options))
    .catch((error) => offerSkip(own.skipBad, error));
  for (const { field, reason } of await skippedOwn(own)) {
    say(`left out, for it cannot be read: ${field}: ${reason}`);
  }
  const { kept, left } = chooseFields(judged, own.control);
  say(`quality: ${left.length} of ${counted(fields.length, "field")} left out for their images`);
  const { objects, matched } = await step("segment", (options) => segmentOwn(own, kept, options));
  say(`segment: ${[...objects.values()].reduce((a, b) => a + b, 0)} nuclei`);
  if (matched !== undefined) say(sayMatched(matched));
  await step("measure", (options) => measureOwn(own, kept, options));
  say(`measure: ${ownFiles(own).cells}`);
}

/** An error about a field also says how to go on without the field. */
function offerSkip(skipBad: boolean, error: unknown): never {
  if (skipBad || !(error instanceof InputError)) throw error;
  const hint = "--skip-bad leaves out fields that cannot be read, and names them";
  throw new InputError(error.message, { hint, cause: error });
}

async function runReport(
  own: OwnScreen,
  settings: OwnSettings,
  { notebook, report, out, invocation: { json, signal } }: {
    notebook: string;
    report: string;
    out: string;
    invocation: Invocation;
  },
): Promise<void> {
  const screen: Screen = {
    live: !json && Deno.stderr.isTerminal(),
    write: (line) => void (json || Deno.stderr.writeSync(new TextEncoder().encode(line))),
  };
  let message: string | undefined;
  const problem = await runChapter({ name: chapter, path: notebook }, {
    copies: out,
    env: { ...settingsAsVariables(settings), C2S_OUT: out, C2S_RUN: crypto.randomUUID() },
    about: { data: own.title },
    // A step that was stopped goes on here, however large the screen.
    timeout: 30 * 24 * 3600,
    title: "report",
    screen,
    signal,
    onEvent: (event) => {
      if (event.event === "failed") message = event.message;
    },
  });
  signal.throwIfAborted();
  if (problem !== undefined) {
    const said = message?.replace(/^(Uncaught )?InputError: /, "").split("\n")[0];
    throw new InputError(said ?? `The report could not be written: ${problem}`);
  }
  const figures = join(out, "figures"), executed = [join(out, `${chapter}.ipynb`)];
  const { lines } = await readSummary(own);
  await writeReport(executed, {
    path: report,
    appendix: await gatherAppendix(executed, {
      screen: settings.data,
      before: await stepMethods(own),
    }),
    title: `What did the drugs of ${own.title} do?`,
    summary: lines.map((line) => `- ${line}`).join("\n"),
    leaveOut: ["course"],
    ...(await exists(figures) ? { figures } : {}),
  });
}
