import { InputError } from "../core/errors.ts";
import { tableText } from "../show/table.ts";
import type { Command, Invocation } from "./command.ts";
import { type Amount, knownScreens, planScreen, type ScreenSize } from "./cost/plan.ts";
import { readSheet } from "./cost/sheet.ts";
import { columnList } from "./profile/choose_rows.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";

const sizes = {
  fields: "fields",
  plates: "plates",
  wells: "wells",
  channels: "channels that the steps read",
  width: "pixels across",
  height: "pixels down",
} as const;

/** `c2s plan`: hours and disk of a whole screen, on one machine and on many. */
export const command: Command = {
  name: "plan",
  summary: "plan a whole screen from measured costs: hours by number of machines, disk",
  options: {
    cost: { type: "string", value: "FILE", description: "what c2s cost --out wrote (required)" },
    screen: {
      type: "string",
      value: "NAME",
      description: `${Object.keys(knownScreens).join(" or ")} (default: by the options below)`,
    },
    ...Object.fromEntries(
      Object.entries(sizes).map(([name, description]) => [
        name,
        { type: "string" as const, value: "N", description },
      ]),
    ),
    machines: {
      type: "string",
      value: "LIST",
      description: "numbers of such machines, with commas (default: 1, 2, 4, … plates)",
    },
  },
  example: "c2s plan --cost cost.json --screen bbbc021 --machines 1,10",
  run: async (invocation) => {
    const { required, text, json, print } = invocation;
    const sheet = await readSheet(required("cost")), screen = screenOf(invocation);
    const plan = planScreen(sheet, screen, machinesOf(text("machines")));
    if (json) return print(JSON.stringify({ screen, ...plan }));
    print(
      `${screen.name}: ${screen.images} images, ${screen.fields} fields, ${screen.plates} plates`,
    );
    if (!plan.measured) {
      print(`An extrapolation: a field has ${plan.scale.toFixed(2)} times the pixels measured`);
    }
    const rows = plan.machines.map(({ machines, hours }) => ({ machines, hours: range(hours) }));
    print("");
    print(tableText(plan.steps.map(({ step, hours }) => ({ step, hours: range(hours) }))));
    print(`all wells together: ${range(plan.together)} hours`);
    print("");
    print(tableText(rows));
    print("");
    print(tableText(plan.gigabytes.map(({ what, size }) => ({ what, GB: size.toFixed(1) }))));
  },
};

function range({ value, low, high }: Amount): string {
  const text = (hours: number) => hours < 10 ? hours.toFixed(2) : hours.toFixed(0);
  return `${text(value)} (${text(Math.max(0, low))} to ${text(high)})`;
}

function screenOf(invocation: Invocation): ScreenSize {
  const name = oneOf(invocation, "screen", Object.keys(knownScreens));
  if (name !== undefined) {
    refuseUnused(invocation, Object.keys(sizes), "without --screen, whose sizes are known");
    return knownScreens[name] as ScreenSize;
  }
  const size = (option: keyof typeof sizes) => {
    const value = wholeNumber(invocation, option);
    if (value !== undefined) return value;
    throw new InputError("How large is the screen?", {
      option: `--${option}`,
      found: undefined,
      allowed: `--screen, or all of --${Object.keys(sizes).join(", --")}`,
    });
  };
  const [fields, plates, wells] = [size("fields"), size("plates"), size("wells")];
  const [channels, width, height] = [size("channels"), size("width"), size("height")];
  const images = fields * channels;
  return { name: "the screen", images, fields, plates, wells, channels, width, height };
}

function machinesOf(list: string | undefined): number[] | undefined {
  if (list === undefined) return undefined;
  return columnList(list).map((word) => {
    const count = Number(word);
    if (Number.isInteger(count) && count > 0) return count;
    throw new InputError("--machines must be whole numbers from 1", { found: word });
  });
}
