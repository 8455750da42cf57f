import type { Random } from "../../core/random.ts";
import { type Cell, drawOutline, type Phase } from "./cell.ts";
import { at, textures } from "./noise.ts";
import { drawNucleus } from "./nucleus.ts";
import { blend, type Phenotype } from "./phenotype.ts";
import type { WellResponse } from "./response.ts";

/** Cells of an untreated culture per megapixel; measured on real crops. */
const DENSITY = 235;

/** Mean radius of a spread cell that has room, px. */
const SPREAD = 56;

/** Cells whose centre lies this far outside still reach into the field, px. */
const MARGIN = 60;

/**
 * Seeds the cells of one field: where they settle, in which phase, who answers the treatment.
 *
 * Places are drawn one after another; one too close to its neighbours is drawn again, one in a
 * thin part of the culture is likely to be, which leaves islands and gaps. Cells of the margin
 * around the field are kept, because they reach in.
 *
 * @param width Field width, px.
 * @param height Field height, px.
 * @param response What the treatment does.
 * @param crowding Density of plate and well, ×.
 * @param random Stream of the field.
 * @returns Cells, in drawing order.
 */
export function seedCulture(
  width: number,
  height: number,
  response: WellResponse,
  crowding: number,
  random: Random,
): Cell[] {
  const population = blend(response.full, response.effect);
  const area = (width + 2 * MARGIN) * (height + 2 * MARGIN) / 1e6;
  // How many numbers a Poisson count takes depends on its mean, hence on the batch: with a stream of
  // its own the same seed settles the same cells with and without batch effects.
  const counting = random.fork("count");
  const wanted = counting.poisson(
    DENSITY * area * crowding * population.density * Math.exp(counting.normal(0, 0.1)),
  );
  const islands = textures().coarse;
  const shiftX = random.integer(4096), shiftY = random.integer(4096);
  const cells: Cell[] = [];
  for (let tries = 0; cells.length < wanted && tries < wanted * 25; tries++) {
    const x = random.uniform(-MARGIN, width + MARGIN);
    const y = random.uniform(-MARGIN, height + MARGIN);
    const thick = islands[at(Math.floor(x / 8) + shiftX, Math.floor(y / 8) + shiftY)]!;
    const welcome = 1 / (1 + Math.exp(-(2 + 2.2 * population.cohesion * (thick + 0.35))));
    if (random.uniform() > welcome) continue;
    const own = random.fork("cell", tries);
    const cell = drawCell(x, y, response, own);
    const tight = 1 - 0.12 * population.cohesion;
    const free = cells.every((other) => {
      const room = (cell.nucleusRadius + other.nucleusRadius) * 1.03 * tight;
      return (cell.x - other.x) ** 2 + (cell.y - other.y) ** 2 > room * room;
    });
    if (free) cells.push(cell);
  }
  return cells;
}

function drawCell(x: number, y: number, response: WellResponse, random: Random): Cell {
  const responded = response.effect > 0 && random.uniform() < response.full.penetrance;
  const own = responded ? Math.min(1.4, Math.max(0.3, random.normal(1, 0.18))) : 0.12;
  // How many divide or die belongs to the population, so the cell's own strength must not count twice.
  const population = blend(response.full, response.effect);
  const look = blend(response.full, response.effect * own);
  const phase = drawPhase(population, random);
  const angle = random.uniform(0, 2 * Math.PI), off = Math.abs(random.normal(0, 4));
  const flat = phase === "interphase";
  const nucleus = drawNucleus(
    x + (flat ? off * Math.cos(angle) : 0),
    y + (flat ? off * Math.sin(angle) : 0),
    phase,
    look,
    random,
  );
  if (!flat) {
    look.rounding = 1;
    look.retraction = 0;
    look.elongation = 0.05;
  }
  // A few cells hold on less than the others: small, thick, bright.
  const compact = random.uniform() < 0.07 ? 0.62 : 1;
  const variety = compact * Math.exp(random.normal(0, 0.15));
  const least = nucleus.radius * (1.25 + 0.2 * (nucleus.blobs.length > 1 ? 1 : 0));
  const radius = phase === "dying"
    ? random.uniform(15, 21)
    : flat
    ? Math.max(least, SPREAD * look.spread * variety)
    : Math.max(39, SPREAD * 0.8 * variety);
  // A cell that has drawn in over its ground is as much thicker as it is smaller.
  const thick = flat
    ? (1 / Math.max(0.45, look.spread * variety)) ** 0.7 * (1 + 1.6 * look.rounding)
    : phase === "dying"
    ? 4.5
    : 3;
  return {
    x,
    y,
    phase,
    responded,
    look,
    outline: phase === "dying"
      ? drawOutline(radius / 0.62, look, random)
      : drawOutline(radius, look, random),
    radius,
    blobs: nucleus.blobs,
    nucleusX: nucleus.blobs[0]!.x,
    nucleusY: nucleus.blobs[0]!.y,
    nucleusRadius: nucleus.radius,
    dna: nucleus.dna,
    height: thick * Math.exp(random.normal(0, 0.24)),
    random: random.fork("draw"),
    textureX: random.integer(4096),
    textureY: random.integer(4096),
  };
}

function drawPhase(look: Phenotype, random: Random): Phase {
  const chance = random.uniform();
  if (chance < look.dying) return "dying";
  if (chance > look.dying + look.mitotic) return "interphase";
  const kind = random.uniform(0, look.plates + look.scattered + look.monopolar);
  if (kind < look.plates) return random.uniform() < 0.65 ? "metaphase" : "anaphase";
  return kind < look.plates + look.scattered ? "prometaphase" : "monopolar";
}
