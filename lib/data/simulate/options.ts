import { InputError } from "../../core/errors.ts";
import { allowedNames } from "../../core/nearest_name.ts";
import { COMPOUNDS } from "./treatments.ts";

/** Which stains a screen has: BBBC021's three, or the five of Cell Painting. */
export type Stain = "cytoskeleton" | "cell-painting";

/** What can be chosen about a virtual screen; every field has a default. */
export interface ScreenOptions {
  /** Seed of everything random; defaults to *2021*. */
  seed?: number;
  /** `small` for tests, `default` for the story, `large` for one machine's night; defaults to *default*. */
  size?: "small" | "default" | "large";
  /** Stains; defaults to *cytoskeleton* (DAPI, Tubulin, Actin). */
  stain?: Stain;
  /** Field width, px; defaults to the size's. */
  width?: number;
  /** Field height, px; defaults to the size's. */
  height?: number;
  /**
   * Weeks; each compound is measured in one of them, and a week that no compound is left for has DMSO alone;
   * defaults to the size's.
   */
  weeks?: number;
  /** Replicate plates a week, all of one layout; defaults to the size's. */
  plates?: number;
  /** Sites a well; defaults to the size's. */
  sites?: number;
  /**
   * At most so many of a compound's labelled concentrations, spread from the lowest to the highest; one alone is
   * the second lowest. What `unlabelled` adds is not counted. Defaults to the size's.
   */
  doses?: number;
  /**
   * Share of the compounds that also have a well far below their lowest labelled concentration, 0-1.
   * Its mechanism is not in the table of mechanisms, as for most doses of BBBC021; defaults to the
   * size's.
   */
  unlabelled?: number;
  /** Compounds, by name; defaults to the size's. */
  compounds?: readonly string[];
  /** Share of wells with DMSO, 0.05-0.6; defaults to *0.22*, near CPJUMP1's 64 of 384 and up. */
  controls?: number;
  /**
   * Strength of plate, week, well and illumination effects and of ordinary defocus, 0 none, 1 as in BBBC021.
   * Of the fields without a planted defect 1 in 70 is as blurred as a planted one at 1, 1 in 8 at 2, 1 in 5 at
   * 3: see `FocusSigma`, not `Defect` alone. Defaults to *1*.
   */
  batch?: number;
  /** Strength of every treatment, 0 makes all wells DMSO-like, 1 as documented; defaults to *1*. */
  effect?: number;
}

/** The options of a screen with every default filled in: with it the screen is fully said. */
export type ScreenSettings = Required<Omit<ScreenOptions, "size">>;

const SMALL_COMPOUNDS = ["latrunculin B", "AZ258", "nocodazole", "taxol", "cyclohexamide", "AZ138"];

const SIZES: Record<NonNullable<ScreenOptions["size"]>, Omit<ScreenSettings, "seed" | "stain">> = {
  small: {
    width: 256,
    height: 256,
    weeks: 2,
    plates: 1,
    sites: 1,
    doses: 1,
    unlabelled: 0,
    compounds: SMALL_COMPOUNDS,
    controls: 0.22,
    batch: 1,
    effect: 1,
  },
  default: {
    width: 384,
    height: 320,
    weeks: 3,
    plates: 3,
    sites: 2,
    doses: 2,
    unlabelled: 0.3,
    compounds: COMPOUNDS.map(({ compound }) => compound),
    controls: 0.22,
    batch: 1,
    effect: 1,
  },
  large: {
    width: 640,
    height: 512,
    weeks: 5,
    plates: 3,
    sites: 4,
    doses: 7,
    unlabelled: 1,
    compounds: COMPOUNDS.map(({ compound }) => compound),
    controls: 0.22,
    batch: 1,
    effect: 1,
  },
};

/**
 * Fills in the defaults and refuses what cannot be drawn.
 *
 * @param options What the user chose.
 * @returns All settings.
 * @throws {InputError} for an unknown size or compound, or a number out of its range.
 *
 * @example
 * ```ts
 * import { resolveSettings } from "./options.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(resolveSettings({ size: "small", sites: 4 }).sites, 4);
 * ```
 */
export function resolveSettings(options: ScreenOptions = {}): ScreenSettings {
  const { size = "default", ...chosen } = options;
  const preset = SIZES[size];
  if (preset === undefined) {
    throw new InputError("Cannot plan the screen", {
      column: "size",
      found: size,
      allowed: Object.keys(SIZES).join(", "),
    });
  }
  const given = Object.fromEntries(
    Object.entries(chosen).filter(([, value]) => value !== undefined),
  );
  const settings: ScreenSettings = { seed: 2021, stain: "cytoskeleton", ...preset, ...given };
  const bounds: [keyof ScreenSettings, number, number, boolean][] = [
    ["seed", 0, 4294967295, true],
    ["width", 96, 4096, true],
    ["height", 96, 4096, true],
    ["weeks", 1, 10, true],
    ["plates", 1, 12, true],
    ["sites", 1, 16, true],
    ["doses", 1, 7, true],
    ["unlabelled", 0, 1, false],
    ["controls", 0.05, 0.6, false],
    ["batch", 0, 3, false],
    ["effect", 0, 1, false],
  ];
  for (const [name, low, high, whole] of bounds) {
    const value = settings[name];
    if (
      typeof value !== "number" || !(value >= low && value <= high) ||
      (whole && !Number.isInteger(value))
    ) {
      throw new InputError("Cannot plan the screen", {
        column: name,
        found: value,
        allowed: `${whole ? "a whole number" : "a number"} from ${low} to ${high}`,
      });
    }
  }
  if (settings.stain !== "cytoskeleton" && settings.stain !== "cell-painting") {
    throw new InputError("Cannot plan the screen", {
      column: "stain",
      found: settings.stain,
      allowed: "cytoskeleton, cell-painting",
    });
  }
  const known = new Set(COMPOUNDS.map(({ compound }) => compound));
  const unknown = settings.compounds.find((name) => !known.has(name));
  if (unknown !== undefined || settings.compounds.length === 0) {
    throw new InputError("Cannot plan the screen", {
      column: "compounds",
      found: unknown ?? [],
      ...allowedNames(unknown ?? "", [...known]),
    });
  }
  return settings;
}

/** Names of the channels, in the order of the pages drawn. */
export function channelNames(stain: Stain): readonly string[] {
  return stain === "cytoskeleton"
    ? ["DAPI", "Tubulin", "Actin"]
    : ["DNA", "ER", "RNA", "AGP", "Mito"];
}
