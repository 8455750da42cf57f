import { Random } from "../../core/random.ts";
import { type PlateEffect, plateEffect, weekEffect, type WellEffect, wellEffect } from "./batch.ts";
import { dealWeeks, layOut, type WellPlan } from "./layout.ts";
import {
  channelNames,
  resolveSettings,
  type ScreenOptions,
  type ScreenSettings,
} from "./options.ts";

/**
 * What was planted in a field on purpose. A field with none need not be sharp: plates and sites are out of focus
 * on their own, the more the stronger the batch effects, and some fields as much as the planted ones (3.5 px and
 * more); what each has is its `FocusSigma`.
 */
export type Defect = "none" | "defocus" | "debris" | "overexposed";

/** A plate of the screen. */
export interface PlatePlan {
  /** Name as in BBBC021, for example `Week1_22123`. */
  name: string;
  /** Week, from 1. */
  week: number;
  /** Replicate within the week, from 1. */
  replicate: number;
  /** What the plate does to its wells. */
  effect: PlateEffect;
}

/** A field to be drawn: everything about it that is decided before its cells. */
export interface FieldPlan {
  /** Position in the plan, from 0. */
  index: number;
  /** Position of its plate in the plan. */
  plate: number;
  /** Its well. */
  well: WellPlan;
  /** Site in the well, from 1. */
  site: number;
  /** What the well's place does. */
  place: WellEffect;
  /** Defocus, sigma in px, planted or not; `FocusSigma` of the truth. */
  focus: number;
  /** Planted defect. */
  defect: Defect;
  /** File names, one a channel, in BBBC021's form. */
  files: string[];
}

/** A whole screen, decided but not drawn. */
export interface ScreenPlan {
  /** Every setting. */
  settings: ScreenSettings;
  /** Channel names, in order. */
  channels: readonly string[];
  /** Plates, week by week. */
  plates: PlatePlan[];
  /** Fields, plate by plate, well by well, site by site. */
  fields: FieldPlan[];
}

/** Wavelength numbers in BBBC021's file names; the third is skipped there. */
const WAVES = [1, 2, 4, 5, 6];

/**
 * Decides a screen: which compound in which week, well and concentration, what each batch does,
 * where the focus failed. Nothing is drawn, nothing is read or written.
 *
 * @param options What the user chose.
 * @throws {InputError} for options out of range or too many wells for a plate.
 *
 * @example
 * ```ts
 * import { planScreen } from "./plan.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const plan = planScreen({ size: "small", seed: 3 });
 * assertEquals(plan.plates.length, 2);
 * assertEquals(plan.fields[0]!.files.length, 3);
 * ```
 */
export function planScreen(options: ScreenOptions = {}): ScreenPlan {
  const settings = resolveSettings(options);
  const random = new Random(settings.seed);
  const channels = channelNames(settings.stain);
  const weekOf = dealWeeks(settings.compounds, settings.weeks);
  const plates: PlatePlan[] = [], fields: FieldPlan[] = [];
  for (let week = 0; week < settings.weeks; week++) {
    const members = settings.compounds.filter((compound) => weekOf.get(compound) === week);
    const layout = layOut(
      members,
      settings.doses,
      settings.unlabelled,
      settings.controls,
      random.fork("layout", week),
    );
    const shift = weekEffect(channels.length, settings.batch, random.fork("week", week));
    const names = random.fork("names", week);
    let barcode = 22000 + 2000 * week + names.integer(120);
    for (let replicate = 1; replicate <= settings.plates; replicate++) {
      barcode += 20 + 20 * names.integer(3);
      const name = `Week${week + 1}_${barcode}`;
      const effect = plateEffect(shift, settings.batch, random.fork("plate", name));
      plates.push({ name, week: week + 1, replicate, effect });
      for (const well of layout) {
        const place = wellEffect(
          well.row,
          well.column,
          settings.batch,
          random.fork("well", name, well.well),
        );
        for (let site = 1; site <= settings.sites; site++) {
          const own = random.fork("site", name, well.well, site);
          const defect = drawDefect(own);
          fields.push({
            index: fields.length,
            plate: plates.length - 1,
            well,
            site,
            place,
            focus: defect === "defocus"
              ? own.uniform(3.5, 7)
              : effect.focus + settings.batch * drawFocus(own),
            defect,
            files: channels.map((_, channel) =>
              `${well.well}_s${site}_w${WAVES[channel]}${guid(own)}.tif`
            ),
          });
        }
      }
    }
  }
  return { settings, channels, plates, fields };
}

/**
 * Weeks with nothing but DMSO: there are more weeks than compounds, or the compounds keep together.
 *
 * @param plan A plan.
 * @returns Numbers of the weeks, from 1.
 *
 * @example
 * ```ts
 * import { controlWeeks, planScreen } from "./plan.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(controlWeeks(planScreen({ size: "small", weeks: 3, compounds: ["taxol"] })), [2, 3]);
 * ```
 */
export function controlWeeks({ plates, fields }: ScreenPlan): number[] {
  const treated = new Set(
    fields.filter(({ well }) => well.treatment.mechanism !== "DMSO")
      .map(({ plate }) => plates[plate]!.week),
  );
  return [...new Set(plates.map(({ week }) => week))].filter((week) => !treated.has(week));
}

/** Most fields are sharp; over a third is a little off, as in BBBC021. */
function drawFocus(random: Random): number {
  return Math.abs(random.normal(0, random.uniform() < 0.62 ? 0.25 : 1.6));
}

function drawDefect(random: Random): Defect {
  const chance = random.uniform();
  if (chance < 0.03) return "defocus";
  if (chance < 0.045) return "debris";
  if (chance < 0.055) return "overexposed";
  return "none";
}

function guid(random: Random): string {
  const hex = Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, "0")).join(
    "",
  )
    .toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
    .join("-");
}
