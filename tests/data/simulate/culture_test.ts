import { assert, assertEquals } from "@std/assert";
import { Random } from "../../../lib/core/random.ts";
import { seedCulture } from "../../../lib/data/simulate/culture.ts";
import { RESPONSES } from "../../../lib/data/simulate/mechanisms.ts";
import { blend, CONTROL } from "../../../lib/data/simulate/phenotype.ts";

const dmso = { full: { ...CONTROL }, effect: 0 };

Deno.test("seedCulture() is crowded in DMSO but keeps nuclei apart", () => {
  const cells = seedCulture(1000, 1000, dmso, 1, new Random(1));
  assert(cells.length > 220 && cells.length < 380, String(cells.length));
  for (const [i, a] of cells.entries()) {
    for (const b of cells.slice(i + 1)) assert(Math.hypot(a.x - b.x, a.y - b.y) > 15);
  }
});

Deno.test("seedCulture() follows the density of plate, well and treatment", () => {
  const many = (density: number, crowding: number) =>
    seedCulture(
      800,
      800,
      { full: { ...CONTROL, density }, effect: 1 },
      crowding,
      new Random(2),
    ).length;
  assert(many(0.5, 1) < 0.65 * many(1, 1));
  assert(many(1, 0.7) < 0.85 * many(1, 1));
});

Deno.test("seedCulture() arrests the share of cells in mitosis that the response says", () => {
  const full = { ...RESPONSES["Eg5 inhibitors"].phenotype };
  const cells = seedCulture(1600, 1600, { full, effect: 1 }, 1, new Random(3));
  const share = cells.filter(({ phase }) => phase === "monopolar").length / cells.length;
  assert(Math.abs(share - full.mitotic * 5 / 6.1) < 0.08, String(share));
  assertEquals(seedCulture(400, 400, dmso, 1, new Random(3)).some((cell) => cell.responded), false);
});

Deno.test("seedCulture() settles the same cells whatever the batch does to their number", () => {
  // 150 px: a handful of cells, counted by inversion; 600 px: many, counted by a rounded normal.
  for (const size of [150, 600]) {
    const places = (crowding: number) =>
      seedCulture(size, size, dmso, crowding, new Random(5)).map((
        { x, y, phase },
      ) => [x, y, phase]);
    const [few, many] = [places(0.8), places(1.2)];
    assert(few.length < many.length);
    assertEquals(few, many.slice(0, few.length));
  }
});

Deno.test("seedCulture() lets a dose fade how strongly cells respond and not how many, and draws phases for all", () => {
  const { phenotype } = RESPONSES["Eg5 inhibitors"];
  const of = (effect: number) =>
    seedCulture(2400, 2400, { full: { ...phenotype }, effect }, 1, new Random(3));
  for (const effect of [0.05, 1]) {
    const cells = of(effect);
    const share = cells.filter(({ responded }) => responded).length / cells.length;
    assert(Math.abs(share - phenotype.penetrance) < 0.04, `${effect}: ${share}`);
    const other = cells.find(({ responded, phase }) => !responded && phase === "interphase")!;
    assertEquals(other.look, blend(phenotype, 0.12 * effect));
  }
  const cells = of(1);
  const [with_, without] = [true, false].map((answer) => {
    const these = cells.filter(({ responded }) => responded === answer);
    return these.filter(({ phase }) => phase === "monopolar").length / these.length;
  }) as [number, number];
  assert(Math.abs(with_ - without) < 0.12 && without > 0.25, `${with_} and ${without}`);
});
