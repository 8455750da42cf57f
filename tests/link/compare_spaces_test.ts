import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../lib/core/errors.ts";
import type { Matrix } from "../../lib/core/matrix.ts";
import { Random } from "../../lib/core/random.ts";
import { alikeGroups } from "../../lib/link/alike_groups.ts";
import { cka } from "../../lib/link/cka.ts";
import { compareSpaces } from "../../lib/link/compare_spaces.ts";
import { linearKernel } from "../../lib/link/kernel.ts";
import { mantel, partialMantel } from "../../lib/link/mantel.ts";
import { mantelBeside } from "../../lib/link/nuisance_free.ts";
import { selectObjects } from "../../lib/link/pairs.ts";
import { beside, cloud, euclid, square } from "./spaces.ts";

const random = new Random(4), n = 30, shared = cloud(random, n, 2);
const space = (own: number) => {
  const points = beside(shared, cloud(random, n, own));
  return { distances: euclid(points), kernel: linearKernel(points) };
};
const [structure, phenotype] = [space(2), space(1)];
const [driver, other] = [euclid(shared), euclid(cloud(random, n, 1))];
const options = { permutations: 99, resamples: 50, seed: 3 };

Deno.test("compareSpaces() gathers what each measure gives alone", () => {
  const controlled = { driver, plate: square(new Array(n * n).fill(1)), other };
  const { measures, confounding, neighbours, groups, notes, objects } = compareSpaces(
    { structure, phenotype, controlled },
    options,
  );
  const value = (name: string) => measures.find((one) => one.name === name)!;
  assertEquals(value("Mantel, Pearson"), {
    name: "Mantel, Pearson",
    ...mantel(structure.distances, phenotype.distances, options),
  });
  const beside = partialMantel(structure.distances, phenotype.distances, [driver, other], options);
  assertAlmostEquals(
    value("partial Mantel, Pearson, beside all of these").value,
    beside.value,
    1e-12,
  );
  assertEquals(
    value("CKA, linear").value,
    cka(structure.kernel, phenotype.kernel, options).value,
  );
  const bothWays = { ...options, alternative: "two-sided" } as const;
  assertEquals(
    confounding,
    [["driver", driver] as const, ["other", other] as const].map(
      ([name, matrix]) => ({
        name,
        structure: mantel(structure.distances, matrix, bothWays),
        phenotype: mantel(phenotype.distances, matrix, bothWays),
      }),
    ),
  );
  assertEquals([objects, neighbours.length, groups], [n, 4, undefined]);
  assertEquals(notes, [
    "plate: its distances are the same for all pairs, it cannot be held fixed",
    ...["driver", "other", "all of these"].map((name) =>
      `${name}: only distances are held fixed, which leaves most of what enters features`
    ),
  ]);
});

Deno.test("compareSpaces() sees the link, and that it goes beside what drives both", () => {
  const { measures } = compareSpaces({ structure, phenotype, controlled: { driver } }, options);
  const p = (name: string) => measures.find((one) => one.name === name)!.null.pValue;
  for (const name of ["Mantel, Pearson", "CKA, linear", "CKA, radial"]) assertEquals(p(name), 0.01);
  assert(p("partial Mantel, Pearson, beside driver") > 0.05);
});

Deno.test("compareSpaces() takes the phenotype without a nuisance where it has that, and says what it lacks", () => {
  const objects = Array.from({ length: n - 1 }, (_, i) => i);
  const left = selectObjects(phenotype.distances, objects);
  const [distances, trace] = [left, selectObjects(other, objects)];
  const free = [{ nuisances: ["driver"], objects, distances, trace, alike: alikeGroups(left) }];
  const pair = { structure, phenotype, controlled: { driver }, free };
  const { measures, notes } = compareSpaces(pair, options);
  const found = measures.find((one) => one.name === "Mantel, Pearson, beside driver")!;
  assertEquals(found, {
    name: "Mantel, Pearson, beside driver",
    ...mantelBeside(structure.distances, free[0]!, options),
  });
  assertEquals(notes, ["driver: explains 1 of 30 objects alone, left out"]);
});

Deno.test("compareSpaces() says what it cannot take off together where distances are all the same", () => {
  const objects = Array.from({ length: n }, (_, i) => i), flat = square(new Array(n * n).fill(0));
  const { distances } = phenotype;
  const free = ["plate", "week"].map((name) => (
    { nuisances: [name], objects, distances, trace: other, alike: [objects] }
  ));
  const compared = (controlled: Record<string, Matrix>) => {
    const { measures, notes } = compareSpaces({ structure, phenotype, controlled, free }, options);
    return { last: measures.at(-3)!.name, note: notes.at(-1) };
  };
  assertEquals(compared({ plate: flat, week: flat }), {
    last: "Mantel, Pearson, beside week",
    note: "all of these: too many values to be taken off together, and no distances differ",
  });
  assertEquals(compared({ plate: flat, driver }), {
    last: "partial Mantel, Pearson, beside all of these",
    note: "all of these: only distances are held fixed, none of plate, " +
      "which leaves most of what enters features",
  });
});

Deno.test("compareSpaces() judges mechanisms in both spaces", () => {
  const moas = Array.from({ length: n }, (_, i) => shared.data[2 * i]! > 0 ? "up" : "down");
  const { groups } = compareSpaces({ structure, phenotype, groups: moas }, options);
  assert(groups!.structure.all.value > 0.5 && groups!.phenotype.all.value > 0.5);
});

Deno.test("compareSpaces() says how many objects it needs", () => {
  const few = (space: typeof structure) => ({
    distances: selectObjects(space.distances, [0, 1, 2, 3]),
    kernel: selectObjects(space.kernel, [0, 1, 2, 3]),
  });
  assertThrows(
    () => compareSpaces({ structure: few(structure), phenotype: few(phenotype) }),
    InputError,
    'found "4 objects", allowed: 5 or more',
  );
});
