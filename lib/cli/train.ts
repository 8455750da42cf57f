import { InputError } from "../core/errors.ts";
import type { Command } from "./command.ts";
import { controlOption } from "./control_name.ts";
import { leaveOutOption } from "./profile/leave_out.ts";
import { fieldOptions, foldOption } from "./shared_options.ts";
import { trainHcsSmallCommand } from "./train/hcs_small.ts";
import { trainHybridCommand } from "./train/hybrid.ts";
import { trainInceptionCommand } from "./train/inception_v3.ts";
import { trainNucleusCommand } from "./train/nucleus.ts";

/** What can be trained. */
const networks: Record<string, { run: Command["run"]; example: string }> = {
  nucleus: {
    run: trainNucleusCommand,
    example: "c2s train nucleus --images dsb2018/images --labels dsb2018/labels --out out/nucleus",
  },
  hcs_small: {
    run: trainHcsSmallCommand,
    example: "c2s train hcs_small --screen data/screens/mine --out out/hcs_small",
  },
  hybrid: {
    run: trainHybridCommand,
    example: "c2s train hybrid --index data/screens/mine --out out/hybrid",
  },
  inception_v3: {
    run: trainInceptionCommand,
    example: "c2s train inception_v3 --index data/screens/mine --out out/inception_v3",
  },
};

const options: Command["options"] = {
  images: { type: "string", value: "DIR", description: "nucleus: folder of grey images" },
  labels: {
    type: "string",
    value: "DIR",
    description: "nucleus: label images of the same names",
  },
  out: { type: "string", value: "DIR", description: "folder for weights and state (required)" },
  steps: { type: "string", value: "N", description: "nucleus: steps (default: 3600)" },
  tiles: {
    type: "string",
    value: "N",
    description: "nucleus: tiles of 224 × 224 px in a step (default: 8)",
  },
  every: {
    type: "string",
    value: "N",
    description: "nucleus: steps between validations and checkpoints (default: 300)",
  },
  base: {
    type: "string",
    value: "N",
    description: "nucleus: filters at the highest resolution (default: 32)",
  },
  rate: {
    type: "string",
    value: "X",
    description:
      "highest learning rate (default: 0.0015; hcs_small 0.002; hybrid 0.001; inception_v3 0.0001)",
  },
  seed: { type: "string", value: "N", description: "seed of everything random (default: 1)" },
  drawn: {
    type: "string",
    value: "N",
    description: "nucleus: fields of the virtual screen beside the images (default: 40)",
  },
  begin: {
    type: "string",
    value: "FILE",
    description:
      "nucleus, inception_v3: weights to start from (default: random ones; the published ones)",
  },
  fold: { ...foldOption, description: `nucleus: ${foldOption.description}` },
  "with-validation": {
    type: "boolean",
    description: "nucleus: learn validation images too; needs --begin, whose settings stay",
  },
  screen: {
    type: "string",
    value: "DIR",
    multiple: true,
    description: "hcs_small: virtual screen to learn, may be repeated",
  },
  epochs: {
    type: "string",
    value: "N",
    description: "hcs_small, hybrid, inception_v3: epochs at most (default: 20)",
  },
  cells: {
    type: "string",
    value: "N",
    description: "hcs_small: cells of a field at most (default: 24)",
  },
  test: {
    type: "string",
    value: "DIR",
    description: "hcs_small: another virtual screen, to judge with only",
  },
  crops: {
    type: "string",
    value: "DIR",
    description: "hcs_small: real crops of two compounds, to judge with only",
  },
  index: {
    type: "string",
    value: "FILE",
    description: "hybrid, inception_v3: CSV of fields, or a folder in BBBC021's layout",
  },
  metadata: {
    type: "string",
    value: "FILE",
    description: "hybrid: profiles of cells, sites or wells beside the images (default: none)",
  },
  label: {
    type: "string",
    value: "COLUMN",
    description:
      "hybrid, inception_v3: column of the index with the class (default: Metadata_Compound; Metadata_MoA)",
  },
  compound: {
    type: "string",
    value: "COLUMN",
    description:
      "hybrid, inception_v3: column of the index with the compound (default: Metadata_Compound)",
  },
  control: { ...controlOption, description: `hybrid, inception_v3: ${controlOption.description}` },
  ...leaveOutOption("of fields that play no part, such as controls (hybrid, inception_v3)"),
  split: {
    type: "string",
    value: "RULE",
    description:
      "hybrid, inception_v3: plate, compound, image or week is kept together (default: plate; compound)",
  },
  remedy: {
    type: "string",
    value: "NAME",
    description: "hybrid: none, weights, sampling, focal, adjust or all (default: weights)",
  },
  side: {
    type: "string",
    value: "PX",
    description: "hybrid, inception_v3: side of the images (default: 64; 299)",
  },
  channels: {
    type: "string",
    value: "LIST",
    description: "inception_v3: channels as red, green, blue (default: the index's three)",
  },
  unfreeze: {
    type: "string",
    value: "PART",
    description: "inception_v3: first part that is trained, fc for the head (default: Mixed_7b)",
  },
  bits: {
    type: "string",
    value: "N",
    description: "inception_v3: 8 or 16 bits of a grey value (default: 16)",
  },
  flips: {
    type: "string",
    value: "NAME",
    description: "inception_v3: none, across, both or turns: 1, 2, 4 or 8 ways (default: both)",
  },
  l2: {
    type: "string",
    value: "X",
    description: "inception_v3: strength of the L2 penalty (default: 0.0001)",
  },
  "skip-bad": {
    ...fieldOptions["skip-bad"]!,
    description: `hcs_small, hybrid, inception_v3: ${fieldOptions["skip-bad"]!.description}`,
  },
  allow: {
    type: "string",
    value: "COLUMN",
    multiple: true,
    description: "hybrid: column that is used although it tells a place, to show what that buys",
  },
};

/**
 * `c2s train <network>`: trains a network of the project; goes on where it stopped.
 *
 * @example
 * ```ts
 * import { command } from "./train.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(command.name, "train");
 * ```
 */
export const command: Command = {
  name: "train",
  summary: "Train a network; goes on where it stopped",
  positionals: "<network>",
  options,
  kinds: Object.fromEntries(
    Object.entries(networks).map(([name, { example }]) => [
      name,
      { summary: `train ${name}; goes on where it stopped`, options: optionsOf(name), example },
    ]),
  ),
  example: networks.nucleus!.example,
  run: async (invocation) => {
    const [name, ...more] = invocation.positionals;
    const network = networks[name ?? ""];
    if (network === undefined || more.length > 0) {
      throw new InputError("Which network shall be trained?", {
        found: invocation.positionals,
        allowed: Object.keys(networks).join(", "),
      });
    }
    await network.run(invocation);
  },
};

/** Options whose description begins with this network, or with none and so holds for all. */
function optionsOf(network: string): Command["options"] {
  const own = Object.entries(options).flatMap(([name, option]) => {
    const [, names, words] = /^([a-z0-9_, ]+): (.*)$/.exec(option.description) ?? [];
    const of = names?.split(", ") ?? [];
    const forAll = of.length === 0 || !of.every((one) => Object.hasOwn(networks, one));
    if (forAll) return [[name, option] as const];
    return of.includes(network) ? [[name, { ...option, description: words! }] as const] : [];
  });
  return Object.fromEntries(own);
}
