import { join } from "node:path";
import { projectRoot } from "../../core/files.ts";
import { usualControl } from "../control_name.ts";
import type { SegmentChoice } from "../segment/options.ts";

/** What the report of a screen is told; the story's variables carry it into the notebook. */
export interface OwnSettings {
  /** An index, a folder in BBBC021's layout, or `simulated` for a part of the virtual screen. */
  data: string;
  /** Folder of the files of every step. */
  folder: string;
  /** Name of the negative control among the compounds. */
  control: string;
  /** How nuclei and cells are found, as far as it is not the usual. */
  segmentation: SegmentChoice;
  /** Column of the compound. */
  compound: string;
  /** Column of the concentration, µM. */
  concentration: string;
  /** Column of the mechanism. */
  moa: string;
  /** Column of a batch wider than a plate, such as the week; defaults to one that is called so. */
  batch?: string;
  /** Whether fields that cannot be read are left out. */
  skipBad: boolean;
}

/** The variable that carries each setting. */
export const settingVariables = {
  data: "C2S_DATA",
  folder: "C2S_FILES",
  control: "C2S_CONTROL",
  segmentation: "C2S_SEGMENTATION",
  compound: "C2S_COMPOUND",
  concentration: "C2S_CONCENTRATION",
  moa: "C2S_MOA",
  batch: "C2S_BATCH",
  skipBad: "C2S_SKIP_BAD",
} as const satisfies Record<keyof OwnSettings, string>;

/**
 * The settings that variables carry, and what is taken where one is not set.
 *
 * Without a folder of its own the files go to `own-screen` in the story's folder `C2S_OUT`.
 *
 * @param variable Reads a variable; defaults to the environment.
 *
 * @example
 * ```ts
 * import { ownSettings } from "./settings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { control, compound } = ownSettings((name) => name === "C2S_CONTROL" ? "mock" : undefined);
 * assertEquals([control, compound], ["mock", "Metadata_Compound"]);
 * ```
 */
export function ownSettings(
  variable: (name: string) => string | undefined = (name) => Deno.env.get(name),
): OwnSettings {
  const text = (name: keyof OwnSettings) => variable(settingVariables[name]) || undefined;
  const batch = text("batch");
  return {
    data: text("data") ?? "simulated",
    folder: text("folder") ?? join(variable("C2S_OUT") || join(projectRoot, "out"), "own-screen"),
    control: text("control") ?? usualControl,
    compound: text("compound") ?? "Metadata_Compound",
    concentration: text("concentration") ?? "Metadata_Concentration",
    moa: text("moa") ?? "Metadata_MoA",
    segmentation: JSON.parse(text("segmentation") ?? "{}"),
    skipBad: text("skipBad") !== undefined,
    ...(batch === undefined ? {} : { batch }),
  };
}

/**
 * The variables that carry settings into a notebook.
 *
 * @param settings The settings.
 *
 * @example
 * ```ts
 * import { ownSettings, settingsAsVariables } from "./settings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const settings = ownSettings(() => undefined);
 * const variables = settingsAsVariables({ ...settings, control: "mock" });
 * assertEquals(ownSettings((name) => variables[name]).control, "mock");
 * ```
 */
export function settingsAsVariables(settings: OwnSettings): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settingVariables).map(([name, variable]) => {
      const value = settings[name as keyof OwnSettings];
      if (typeof value === "object") return [variable, JSON.stringify(value)];
      return [variable, value === true ? "1" : value || ""];
    }),
  );
}
