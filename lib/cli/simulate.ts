import { counted } from "../core/counted.ts";
import { lockOutput } from "../data/lock_output.ts";
import {
  descriptionFile,
  planScreen,
  type ScreenOptions,
  simulateScreen,
  type Stain,
} from "../data/simulate.ts";
import { bareScreen, bareState } from "../data/simulate/bare.ts";
import { controlWeeks } from "../data/simulate/plan.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { given } from "./given.ts";
import { wholeNumber, workersOption } from "./shared_options.ts";

/** `c2s simulate`: writes a virtual screen. */
export const command: Command = {
  name: "simulate",
  summary: "write a virtual screen: images, BBBC021-style tables, truth masks",
  options: {
    out: { type: "string", value: "DIR", description: "folder of the screen (required)" },
    size: {
      type: "string",
      value: "NAME",
      description: "small, default or large; the options below change it (default: default)",
    },
    seed: { type: "string", value: "N", description: "seed of everything random (default: 2021)" },
    stain: {
      type: "string",
      value: "NAME",
      description: "cytoskeleton (3 channels) or cell-painting (5) (default: cytoskeleton)",
    },
    width: { type: "string", value: "PX", description: "field width" },
    height: { type: "string", value: "PX", description: "field height" },
    weeks: { type: "string", value: "N", description: "weeks; a compound is in one of them" },
    plates: { type: "string", value: "N", description: "replicate plates a week" },
    sites: { type: "string", value: "N", description: "sites a well" },
    doses: { type: "string", value: "N", description: "concentrations a compound, at most" },
    unlabelled: {
      type: "string",
      value: "SHARE",
      description: "share of compounds with a dose below the labelled ones",
    },
    compound: {
      type: "string",
      value: "NAME",
      multiple: true,
      description: "take this compound; may be repeated (default: those of the size)",
    },
    controls: {
      type: "string",
      value: "SHARE",
      description: "share of DMSO wells (default: 0.22)",
    },
    batch: {
      type: "string",
      value: "X",
      description:
        "strength of plate, week and well effects and of ordinary defocus, 0 to 3; a field " +
        "with Defect none can be as blurred as a planted one, FocusSigma says (default: 1)",
    },
    effect: {
      type: "string",
      value: "X",
      description: "strength of all treatments, 0 to 1 (default: 1)",
    },
    bare: {
      type: "boolean",
      description: "leave images and a layout.csv alone, as a screen of your own has them",
    },
    ...workersOption,
  },
  example: "c2s simulate --out data/screens/first --size small",
  run: async (invocation) => {
    const { required, text, number, list, flag, json, signal, print } = invocation;
    const out = required("out"), bare = flag("bare");
    const numbers = ["seed", "width", "height", "weeks", "plates", "sites", "doses", "controls"]
      .concat("unlabelled", "batch", "effect").map((name) => [name, number(name)] as const);
    const compounds = list("compound");
    const workers = wholeNumber(invocation, "workers");
    const options: ScreenOptions = {
      ...Object.fromEntries(numbers.filter(([, value]) => value !== undefined)),
      ...given("size", text("size") as ScreenOptions["size"]),
      ...given("stain", text("stain") as Stain | undefined),
      ...given("compounds", compounds.length > 0 ? compounds : undefined),
    };
    // Refuses bad options before there is a folder.
    planScreen(options);
    using _alone = await lockOutput(descriptionFile(out), { output: out });
    const state = bare ? await bareState(out) : "none";
    if (state === "stopped") await bareScreen(out);
    if (state !== "none") {
      if (json) print(JSON.stringify({ out, layout: `${out}/layout.csv`, drawn: 0 }));
      else print(`${out} has its images and layout.csv ${state === "done" ? "already" : "now"}`);
      return;
    }
    const started = performance.now(), count = counter("field", { json });
    const { fields, drawn, plan } = await simulateScreen({
      ...options,
      out,
      signal,
      ...given("workers", workers),
      onProgress: count.show,
    }).finally(count.end);
    const seconds = (performance.now() - started) / 1000;
    const layout = bare ? await bareScreen(out) : undefined;
    const onlyControls = controlWeeks(plan);
    if (json) {
      const { settings } = plan;
      print(JSON.stringify({ out, fields, drawn, seconds, settings, onlyControls, layout }));
      return;
    }
    print(
      drawn === 0
        ? `${out} has all ${counted(fields, "field")} already`
        : `${out}: ${drawn} of ${counted(fields, "field")} drawn in ${seconds.toFixed(1)} s, ${
          counted(plan.plates.length, "plate")
        }, seed ${plan.settings.seed}`,
    );
    if (onlyControls.length > 0) {
      print(
        `No compound is left for week ${onlyControls.join(", ")}: DMSO alone is in the wells there`,
      );
    }
    if (layout !== undefined) print(`${layout}: what is in the wells; nothing else is left`);
  },
};
