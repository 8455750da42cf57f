import { assertAlmostEquals, assertEquals } from "@std/assert";
import pl from "nodejs-polars";
import { loadRDKit } from "../../lib/chem/rdkit.ts";
import { cleanStructures } from "../../lib/chem/structures.ts";
import { makeProfiles, metaValues, selectRows } from "../../lib/core/profiles.ts";
import { readProfiles } from "../../lib/data/profiles_file.ts";
import { readStructures } from "../../lib/data/structures_file.ts";
import { compareSpaces } from "../../lib/link/compare_spaces.ts";
import { linkSpaces } from "../../lib/link/link_spaces.ts";
import { mantel } from "../../lib/link/mantel.ts";
import { mirrored } from "../data/mirror.ts";

const meta = pl.DataFrame({
  drug: ["b", "a", "c", "a", "none"],
  moa: ["kinase | HDAC", "HDAC ", null, "HDAC", "kinase"],
  plate: ["P1", "P1", "P2", "P2", "P1"],
});
const wells = makeProfiles(meta, ["x", "y"], new Float64Array([1, 0, 2, 1, 0, 3, 2, 3, 9, 9]));
const rdkit = await loadRDKit();
const structures = cleanStructures(rdkit, [
  { name: "a", smiles: "CCO" },
  { name: "b", smiles: "CCN" },
  { name: "c", smiles: "c1ccccc1" },
]);

Deno.test("linkSpaces() keeps one order in names, spaces, nuisances and mechanisms", async () => {
  const found = await linkSpaces(rdkit, wells, structures, {
    compound: "drug",
    moa: "moa",
    separator: "|",
    nuisances: { plates: { column: "plate", kind: "set" } },
    metric: "euclidean",
  });
  assertEquals(found.names, ["b", "a", "c"]);
  assertEquals(found.groups, [["kinase", "HDAC"], ["HDAC"], []]);
  // Means: (1, 0), (2, 2), (0, 3).
  const expected = [Math.hypot(1, 2), Math.hypot(1, 3)].map(Math.fround);
  assertEquals([...found.phenotype.distances.data.subarray(1, 3)], expected);
  assertEquals([...found.controlled.plates!.data.subarray(0, 3)], [0, 0.5, 1]);
  assertEquals(found.structure.distances.data[2], 1);
  assertEquals(found.notListed, ["none"]);
});

Deno.test("linkSpaces() frees the profiles of each nuisance that varies, and of all", async () => {
  const drugs = Array.from({ length: 12 }, (_, i) => `d${i}`);
  const table = drugs.map((name, i) => ({ name, smiles: "C".repeat(i + 1) + "O" }));
  const meta = pl.DataFrame({
    drug: drugs,
    cells: drugs.map((_, i) => 100 + i * i),
    dose: drugs.map((_, i) => 10 ** (i % 3)),
    week: drugs.map(() => "1"),
  });
  const values = Float64Array.from({ length: 24 }, (_, i) => Math.sin(7 * i));
  const nuisances = {
    count: { column: "cells", kind: "number" },
    week: { column: "week", kind: "set" },
    dose: { column: "dose", kind: "log" },
  } as const;
  const profiles = makeProfiles(meta, ["x", "y"], values),
    options = { compound: "drug", nuisances };
  const { free } = await linkSpaces(rdkit, profiles, cleanStructures(rdkit, table), options);
  assertEquals(free.map((one) => one.nuisances), [["count"], ["dose"], ["count", "dose"]]);
  assertEquals(free.map(({ distances }) => distances.rows), [12, 12, 12]);
});

/** Alcohols, amines and thiols on plates: free profiles of some nuisances, and the comparison. */
async function onPlates(plates: string[][], cells = false) {
  const rows = plates.flatMap((list, i) => list.map((plate) => ({ drug: `d${i}`, plate, i })));
  const meta = pl.DataFrame({
    drug: rows.map(({ drug }) => drug),
    plate: rows.map(({ plate }) => plate),
    cells: rows.map(({ i }) => 100 + i * i),
  });
  const values = Float64Array.from({ length: 2 * rows.length }, (_, i) => Math.sin(7 * i));
  const table = plates.map((_, i) => (
    { name: `d${i}`, smiles: "C".repeat(i % 7 + 1) + "ONS".charAt(Math.floor(i / 7)) }
  ));
  const kinds = { plate: "set", ...cells ? { cells: "number" as const } : {} } as const;
  const nuisances = Object.fromEntries(
    Object.entries(kinds).map(([column, kind]) => [column, { column, kind }]),
  );
  const profiles = makeProfiles(meta, ["x", "y"], values);
  const listed = cleanStructures(rdkit, table), options = { compound: "drug", nuisances };
  const { groups: _, ...spaces } = await linkSpaces(rdkit, profiles, listed, options);
  const { measures, confounding, notes } = compareSpaces(spaces, {
    permutations: 49,
    resamples: 20,
  });
  return {
    free: spaces.free.map(({ nuisances }) => nuisances.join(" and ")),
    beside: measures.flatMap(({ name }) => name.split(", beside ").slice(1)),
    confounding: confounding.map(({ name }) => name),
    notes,
  };
}

Deno.test("linkSpaces() frees the profiles of plates that differ by share only, whose distances are all 0", async () => {
  const plates = Array.from({ length: 8 }, (_, i) => {
    const most = i < 4 ? "P1" : "P2";
    return ["P1", most, most, "P2"];
  });
  assertEquals(await onPlates(plates), {
    free: ["plate"],
    beside: ["plate"],
    confounding: [],
    notes: ["plate: its distances are the same for all pairs, Mantel's r with it is not defined"],
  });
  const { free, beside, confounding } = await onPlates(plates, true);
  assertEquals(free, ["plate", "cells", "plate and cells"]);
  assertEquals([beside, confounding], [["plate", "cells", "all of these"], ["cells"]]);
});

Deno.test("linkSpaces() does not let a plate of its own for each drug keep other nuisances in", async () => {
  const plates = Array.from({ length: 8 }, (_, i) => [`P${i}`]);
  assertEquals(await onPlates(plates, true), {
    free: ["cells"],
    beside: ["cells"],
    confounding: ["cells"],
    notes: ["plate: its distances are the same for all pairs, it cannot be held fixed"],
  });
});

Deno.test("compareSpaces() says where a nuisance does not vary among the objects left", async () => {
  const plates = [...Array.from({ length: 20 }, () => ["A"]), ["B"]];
  const { beside, notes } = await onPlates(plates);
  assertEquals(beside, ["plate"]);
  assertEquals(notes, [
    "plate: explains 1 of 21 objects alone, left out; nothing of it varies among the others",
  ]);
});

Deno.test("linkSpaces() without a column of mechanisms has none", async () => {
  const { groups, controlled } = await linkSpaces(rdkit, wells, structures, { compound: "drug" });
  assertEquals([groups, controlled], [[[], [], []], {}]);
});

const plate = await mirrored("BR00117010_normalized_feature_select_negcon_batch.csv.gz");
const drugs = await mirrored("JUMP-Target-1_compound_metadata_additional_annotations.tsv");

Deno.test({
  name: "306 compounds of CPJUMP1 have the r of R's vegan",
  ignore: plate === undefined || drugs === undefined,
  fn: async () => {
    const listed = cleanStructures(
      rdkit,
      await readStructures(drugs!, { name: "InChIKey" }),
    );
    const solvent = "IAZDPXIOMUYVGZ-UHFFFAOYSA-N", compound = "Metadata_InChIKey";
    const all = await readProfiles(plate!);
    const treated = metaValues(all.meta, compound).map((key) => key !== solvent);
    const found = await linkSpaces(rdkit, selectRows(all, treated), listed, { compound });
    assertEquals(found.names.length, 306);
    // vegan 2.6-4 on the same two matrices.
    for (const [method, r] of [["pearson", 0.02362941], ["spearman", 0.01190547]] as const) {
      const options = { method, permutations: 9, resamples: 1 };
      const { value } = mantel(found.structure.distances, found.phenotype.distances, options);
      assertAlmostEquals(value, r, 1e-7);
    }
  },
});
