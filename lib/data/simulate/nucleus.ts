import type { Random } from "../../core/random.ts";
import type { Blob, Cell, Phase } from "./cell.ts";
import type { Phenotype } from "./phenotype.ts";

/** The DNA of a cell: its masses and how much there is. */
export interface Nucleus {
  /** Masses. */
  blobs: Blob[];
  /** Radius of the nucleus, px. */
  radius: number;
  /**
   * Relative amount of DNA, 1 (G1) to 2 (G2, M), which grows with the size of nuclei where a treatment makes them
   * larger; no ploidy.
   */
  dna: number;
}

/** Radius of an MCF7 nucleus in G1 at BBBC021's magnification, px; measured on real crops. */
const G1_RADIUS = 17.5;

/** A nucleolus: dark in DNA stains, bright in RNA stains. */
export interface Nucleolus {
  /** Centre, px. */
  x: number;
  /** Centre, px. */
  y: number;
  /** Sigma, px. */
  size: number;
}

/**
 * The nucleoli of a cell, the same whichever stain asks for them.
 *
 * @param cell A cell in interphase.
 */
export function nucleoliOf(cell: Cell): Nucleolus[] {
  const random = cell.random.fork("nucleoli");
  return Array.from({ length: 1 + random.integer(4) }, () => {
    const angle = random.uniform(0, 2 * Math.PI);
    const far = cell.nucleusRadius * 0.6 * Math.sqrt(random.uniform());
    return {
      x: cell.nucleusX + far * Math.cos(angle),
      y: cell.nucleusY + far * Math.sin(angle),
      size: 2.3 * cell.look.nucleoli * Math.exp(random.normal(0, 0.3)),
    };
  });
}

/**
 * Draws the DNA masses of one cell by its phase.
 *
 * @param x Centre, px.
 * @param y Centre, px.
 * @param phase Stage.
 * @param look Phenotype.
 * @param random The cell's stream.
 */
export function drawNucleus(
  x: number,
  y: number,
  phase: Phase,
  look: Phenotype,
  random: Random,
): Nucleus {
  const angle = random.uniform(0, 2 * Math.PI);
  if (phase === "interphase") return interphase(x, y, angle, look, random);
  const make = { metaphase, anaphase, prometaphase, monopolar, dying }[phase];
  return { blobs: make(x, y, angle, random), radius: 13, dna: phase === "dying" ? 1 : 2 };
}

function interphase(
  x: number,
  y: number,
  angle: number,
  look: Phenotype,
  random: Random,
): Nucleus {
  // Half of the cells in G1, the rest on the way to twice the DNA.
  const stage = random.uniform();
  const dna = stage < 0.5 ? 1 : stage < 0.75 ? 1 + (stage - 0.5) * 4 : 2;
  const radius = G1_RADIUS * look.nucleusSize * dna ** 0.24 * Math.exp(random.normal(0, 0.06));
  const long = 1 + Math.max(0, look.nucleusElongation * random.normal(1, 0.6));
  const blobs: Blob[] = [];
  const twin = random.uniform() < look.binucleate;
  const broken = random.uniform() < look.lobes * 0.6;
  if (twin) {
    const part = radius * 0.86, apart = part * random.uniform(0.85, 1.1);
    for (const side of [-1, 1]) {
      const dx = side * apart * Math.cos(angle), dy = side * apart * Math.sin(angle);
      blobs.push(blob(x + dx, y + dy, part, 1.15, angle + 1.4, 0.03, random));
    }
  } else if (broken && look.lobes > 0.2) {
    const parts = 2 + random.integer(1 + Math.round(3 * look.lobes));
    const part = radius * Math.max(0.45, 1.12 / Math.sqrt(parts));
    for (let i = 0; i < parts; i++) {
      const away = angle + i * 2 * Math.PI / parts + random.normal(0, 0.3);
      const far = radius * random.uniform(0.38, 0.68);
      blobs.push(blob(
        x + far * Math.cos(away),
        y + far * Math.sin(away),
        part * Math.exp(random.normal(0, 0.2)),
        random.uniform(1, 1.5),
        random.uniform(0, Math.PI),
        0.06,
        random,
      ));
    }
  } else {
    blobs.push(blob(x, y, radius, long, angle, 0.006 + 0.15 * look.lobes, random));
  }
  const small = random.poisson(look.micronuclei);
  for (let i = 0; i < small; i++) {
    const away = random.uniform(0, 2 * Math.PI), far = radius * random.uniform(0.9, 1.35);
    const size = radius * random.uniform(0.14, look.micronuclei > 1 ? 0.55 : 0.3);
    blobs.push(blob(
      x + far * Math.cos(away),
      y + far * Math.sin(away),
      size,
      random.uniform(1, 1.3),
      away,
      0.04,
      random,
    ));
  }
  return { blobs, radius, dna: dna * Math.max(1, look.nucleusSize ** 2.2) };
}

function metaphase(x: number, y: number, angle: number, random: Random): Blob[] {
  const half = random.uniform(12, 15.5);
  return [0, 1, 2].map((i) => {
    const along = (i - 1) * half * 0.5;
    return blob(
      x + along * Math.cos(angle) + random.normal(0, 0.5),
      y + along * Math.sin(angle) + random.normal(0, 0.5),
      half * 0.47,
      1.6,
      angle + random.normal(0, 0.12),
      0.08,
      random,
      1.5,
    );
  });
}

function anaphase(x: number, y: number, angle: number, random: Random): Blob[] {
  const apart = random.uniform(6, 14);
  return [-1, 1].map((side) =>
    blob(
      x - side * apart * Math.sin(angle),
      y + side * apart * Math.cos(angle),
      7,
      2.1,
      angle + random.normal(0, 0.1),
      0.07,
      random,
      1.7,
    )
  );
}

function prometaphase(x: number, y: number, _: number, random: Random): Blob[] {
  const parts = 7 + random.integer(6);
  return Array.from({ length: parts }, () => {
    const away = random.uniform(0, 2 * Math.PI), far = 11 * Math.sqrt(random.uniform());
    return blob(
      x + far * Math.cos(away),
      y + far * Math.sin(away),
      random.uniform(3, 5),
      random.uniform(1, 1.9),
      random.uniform(0, Math.PI),
      0.12,
      random,
      1.8,
    );
  });
}

function monopolar(x: number, y: number, angle: number, random: Random): Blob[] {
  const parts = 10 + random.integer(4), ring = random.uniform(8.5, 12);
  const open = random.uniform(0.72, 1);
  return Array.from({ length: parts }, (_, i) => {
    const away = angle + open * i * 2 * Math.PI / parts + random.normal(0, 0.22);
    const far = ring * Math.exp(random.normal(0, 0.16));
    return blob(
      x + far * Math.cos(away),
      y + far * Math.sin(away),
      random.uniform(3.2, 5.2),
      random.uniform(1, 1.7),
      away,
      0.1,
      random,
      1.9,
    );
  });
}

function dying(x: number, y: number, _: number, random: Random): Blob[] {
  const parts = 1 + random.integer(6);
  return Array.from({ length: parts }, () => {
    const away = random.uniform(0, 2 * Math.PI);
    const far = parts === 1 ? 0 : 8.5 * Math.sqrt(random.uniform());
    const size = parts === 1 ? random.uniform(7, 9.5) : random.uniform(2.2, 5.5);
    return blob(
      x + far * Math.cos(away),
      y + far * Math.sin(away),
      size,
      random.uniform(1, 1.3),
      away,
      0.05,
      random,
      random.uniform(1.6, 3.2),
    );
  });
}

function blob(
  x: number,
  y: number,
  radius: number,
  long: number,
  angle: number,
  wavy: number,
  random: Random,
  bright = 1,
): Blob {
  const waves = [0.6, 1, 0.7, 0.45].map((share): [number, number] => [
    Math.max(-0.3, Math.min(0.3, random.normal(0, wavy * share))),
    random.uniform(0, 2 * Math.PI),
  ]);
  const root = Math.sqrt(long);
  return {
    x,
    y,
    a: radius * root,
    b: radius / root,
    cos: Math.cos(angle),
    sin: Math.sin(angle),
    waves,
    bright,
  };
}
