import { Random } from "../../core/random.ts";
import type { Field } from "../../image/field.ts";
import { drawActin } from "./actin.ts";
import type { Phase } from "./cell.ts";
import { seedCulture } from "./culture.ts";
import { drawDna } from "./dna.ts";
import { expose } from "./optics.ts";
import { addGolgi, drawMitochondria, drawReticulum, drawRna } from "./organelles.ts";
import type { ScreenPlan } from "./plan.ts";
import { respond } from "./response.ts";
import { layScene, type Scene } from "./scene.ts";
import { drawTubulin } from "./tubulin.ts";

/** Side of a pixel in the sample, µm: a 6.45 µm camera pixel behind BBBC021's 20× objective. */
export const PIXEL_SIZE = 0.3225;

/** What is known of one cell of a field. */
export interface CellTruth {
  /** Value in both masks. */
  label: number;
  /** Centre of the visible part of the cell, px. */
  x: number;
  /** Centre of the visible part of the cell, px. */
  y: number;
  /** Visible area of the cell, px. */
  area: number;
  /** Visible area of its nuclei, px. */
  nucleusArea: number;
  /** Stage. */
  phase: Phase;
  /**
   * Whether it looks as the treatment makes cells look, 0.3 to 1.4 times as much as the well's effect; the others
   * show 12 % of it. Division and death are drawn for the whole well, so the phase of a cell does not depend on
   * this.
   */
  responded: boolean;
  /**
   * Relative nuclear amount, 1 in G1 to 2 in G2 and M; where a treatment makes nuclei larger, times their radius to
   * the power of 2.2. It follows the size of nuclei and is no ploidy: a second nucleus adds nothing, and a
   * dying cell has 1.
   */
  dna: number;
}

/** A drawn field with its truth. */
export interface DrawnField {
  /** What the microscope recorded. */
  field: Field;
  /** Nuclei, labelled as their cells; 0 = none, [height × width]. */
  nuclei: Uint16Array;
  /** Cells; 0 = none, [height × width]. */
  cells: Uint16Array;
  /** One entry a label, rising. */
  truth: CellTruth[];
  /** Share of the full response that the concentration reaches, 0-1. */
  effect: number;
}

/**
 * Draws one field of a plan. The stream of random numbers depends on seed, plate, well and site
 * only, so fields can be drawn in any order and on any number of workers.
 *
 * @param plan A plan.
 * @param index Which of its fields.
 * @throws {RangeError} if the plan has no such field.
 *
 * @example
 * ```ts
 * import { planScreen } from "./plan.ts";
 * import { drawField } from "./draw.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { field, nuclei } = drawField(planScreen({ size: "small", width: 96, height: 96 }), 0);
 * assertEquals(field.channels.map(({ name }) => name), ["DAPI", "Tubulin", "Actin"]);
 * assertEquals(nuclei.length, 96 * 96);
 * ```
 */
export function drawField(plan: ScreenPlan, index: number): DrawnField {
  const { settings, channels } = plan;
  const { width, height } = settings;
  const entry = plan.fields[index];
  if (entry === undefined) {
    throw new RangeError(`The plan has fields 0 to ${plan.fields.length - 1}, not ${index}`);
  }
  const plate = plan.plates[entry.plate]!;
  const screen = new Random(settings.seed);
  const random = screen.fork("field", plate.name, entry.well.well, entry.site);
  const response = respond(entry.well.treatment, settings.effect, screen);
  const crowding = plate.effect.density * entry.place.density;
  const scene = layScene(width, height, seedCulture(width, height, response, crowding, random));
  const light = channels.map((name) => drawStain(name, scene));
  if (entry.defect === "debris") {
    for (const plane of light) addDebris(plane, scene, random.fork("debris"));
  }
  const over = entry.defect === "overexposed" ? random.fork("over").uniform(6, 14) : 1;
  return {
    field: {
      width,
      height,
      channels: light.map((plane, channel) => {
        const name = channels[channel]!;
        return {
          name,
          data: expose(plane, width, height, {
            channel: plate.effect.channels[channel]!,
            ...OPTICS[name]!,
            focus: entry.focus,
            gain: entry.place.gain * over,
            random: random.fork("camera", name),
          }),
        };
      }),
      pixelSize: PIXEL_SIZE,
      where: { plate: plate.name, well: entry.well.well, site: entry.site },
    },
    ...masks(scene),
    effect: response.effect,
  };
}

/** Sharpness and scattered light by channel. */
const OPTICS: Record<string, { sharp: number; haze: number }> = {
  DAPI: { sharp: 0.75, haze: 0.09 },
  Tubulin: { sharp: 0.5, haze: 0.3 },
  Actin: { sharp: 0.55, haze: 0.25 },
  DNA: { sharp: 1.2, haze: 0.08 },
  ER: { sharp: 1.1, haze: 0.25 },
  RNA: { sharp: 1.1, haze: 0.25 },
  AGP: { sharp: 1, haze: 0.25 },
  Mito: { sharp: 0.9, haze: 0.2 },
};

function drawStain(name: string, scene: Scene): Float32Array {
  switch (name) {
    case "DAPI":
    case "DNA":
      return drawDna(scene);
    case "Tubulin":
      return drawTubulin(scene);
    case "Actin":
      return drawActin(scene);
    case "ER":
      return drawReticulum(scene);
    case "RNA":
      return drawRna(scene);
    case "Mito":
      return drawMitochondria(scene);
    default: {
      const plane = drawActin(scene);
      addGolgi(plane, scene);
      return plane;
    }
  }
}

function addDebris(plane: Float32Array, { width, height }: Scene, random: Random): void {
  const x = random.uniform(0.15, 0.85) * width, y = random.uniform(0.15, 0.85) * height;
  const long = random.uniform(25, 90),
    wide = random.uniform(3, 9),
    angle = random.uniform(0, Math.PI);
  const light = random.uniform(900, 3500), cos = Math.cos(angle), sin = Math.sin(angle);
  const curl = random.normal(0, 0.006);
  for (let row = 0, pixel = 0; row < height; row++) {
    for (let column = 0; column < width; column++, pixel++) {
      const u = (column - x) * cos + (row - y) * sin;
      const v = (row - y) * cos - (column - x) * sin - curl * u * u;
      const distance = (u / long) ** 4 + (v / wide) ** 2;
      if (distance < 8) plane[pixel]! += light * Math.exp(-distance);
    }
  }
}

function masks(scene: Scene): Pick<DrawnField, "nuclei" | "cells" | "truth"> {
  const { width, cells: drawn, cellOf, nucleusOf } = scene;
  const sums = drawn.map(() => ({ x: 0, y: 0, area: 0, nucleusArea: 0 }));
  for (let pixel = 0; pixel < cellOf.length; pixel++) {
    const owner = cellOf[pixel]!;
    if (owner === 0) continue;
    const sum = sums[owner - 1]!;
    sum.area++;
    sum.x += pixel % width;
    sum.y += Math.floor(pixel / width);
    if (nucleusOf[pixel] === owner) sum.nucleusArea++;
  }
  const labels = new Uint16Array(drawn.length + 1);
  const truth: CellTruth[] = [];
  drawn.forEach(({ phase, responded, dna }, index) => {
    const { x, y, area, nucleusArea } = sums[index]!;
    if (area === 0) return;
    const label = truth.length + 1;
    labels[index + 1] = label;
    truth.push({ label, x: x / area, y: y / area, area, nucleusArea, phase, responded, dna });
  });
  return {
    cells: cellOf.map((owner) => labels[owner]!),
    nuclei: nucleusOf.map((owner) => labels[owner]!),
    truth,
  };
}
