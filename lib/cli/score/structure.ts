import pl from "nodejs-polars";
import { fingerprintKinds } from "../../chem/fingerprint.ts";
import { loadRDKit } from "../../chem/rdkit.ts";
import { cleanStructures } from "../../chem/structures.ts";
import { rowName } from "../../core/errors.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { someNames } from "../../core/some_names.ts";
import { readStructures } from "../../data/structures_file.ts";
import { compareSpaces, fewestCompared, type SpaceComparison } from "../../link/compare_spaces.ts";
import { type LinkOptions, linkSpaces } from "../../link/link_spaces.ts";
import type { NuisanceKind } from "../../link/nuisance.ts";
import type { Association } from "../../link/permutation_null.ts";
import { tableText } from "../../show/table.ts";
import type { Invocation, Option } from "../command.ts";
import { columnList } from "../profile/choose_rows.ts";
import { columnsLeftOut, leaveOutOption, rowsLeftOut } from "../profile/leave_out.ts";
import { filesOption, readFiles } from "../profile/read_files.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import type { ScoreKind } from "./kind.ts";
import { column } from "./precision_kind.ts";

const metrics = ["cosine", "pearson", "euclidean"] as const;
const structureKinds = [...fingerprintKinds, "descriptors"] as const;
const columns = (description: string): Option => (
  { type: "string", value: "COLUMNS", description }
);

/** `c2s score structure`: how far structures predict phenotypes. */
export const structure: ScoreKind = {
  summary: "how far structures predict phenotypes: Mantel, CKA, neighbours, with nulls",
  options: {
    ...filesOption,
    compound: column("the compound (required)"),
    smiles: {
      type: "string",
      value: "FILE",
      description: "CSV or TSV of names and SMILES (required)",
    },
    column: column("column of SMILES in it (default: smiles)"),
    name: column("column of names in it (default: compound, name, pert_iname or broad_sample)"),
    moa: column("the mechanism, to see what keeps mechanisms apart (default: not asked)"),
    separator: {
      type: "string",
      value: "TEXT",
      description: "what stands between several mechanisms of a compound (default: none)",
    },
    "given-numbers": columns("taken off the features, means and squares, such as cell counts"),
    "given-logs": columns("taken off the features, as logarithms, such as doses"),
    "given-sets": columns("taken off the features, shares of each value, such as plates"),
    well: column("well position, whose row and column are taken off (default: none)"),
    ...leaveOutOption("that play no part, such as controls"),
    fingerprint: {
      type: "string",
      value: "KIND",
      description: `${structureKinds.join(", ")} (default: morgan)`,
    },
    metric: {
      type: "string",
      value: "NAME",
      description: `${metrics.join(", ")} (default: cosine)`,
    },
    draws: {
      type: "string",
      value: "N",
      description: "permutations for each p-value (default: 9999)",
    },
    seed: { type: "string", value: "N", description: "seed of the draws (default: 1)" },
    "skip-bad": { type: "boolean", description: "take a bad structure as missing, and say so" },
  },
  example: "c2s score structure --in z.csv --compound Metadata_Compound --smiles compounds.csv " +
    "--leave-out Metadata_Compound=DMSO --given-sets Metadata_Plate",
  run: async (invocation) => {
    const { required, text, flag, json, print } = invocation;
    const [compound, file] = [required("compound"), required("smiles")];
    const wells = await readWells(invocation, compound);
    const [smiles, name] = [text("column") ?? "smiles", text("name")];
    const listed = await readStructures(file, { smiles, ...name && { name } });
    const rdkit = await loadRDKit(), skipBad = flag("skip-bad");
    const structures = cleanStructures(rdkit, listed, { file, column: smiles, skipBad });
    const fingerprint = oneOf(invocation, "fingerprint", structureKinds) ?? "morgan";
    const metric = oneOf(invocation, "metric", metrics) ?? "cosine";
    const permutations = wholeNumber(invocation, "draws") ?? 9999;
    const seed = wholeNumber(invocation, "seed", 0) ?? 1;
    const [moa, separator] = [text("moa"), text("separator")];
    const { groups, ...spaces } = await linkSpaces(rdkit, wells, { ...structures, file }, {
      ...{ compound, fingerprint, metric, nuisances: nuisancesOf(invocation) },
      least: fewestCompared,
      ...moa === undefined ? {} : { moa },
      ...separator === undefined ? {} : { separator },
    });
    const pair = { ...spaces, ...moa === undefined ? {} : { groups } };
    const report = compareSpaces(pair, { permutations, seed });
    const { names, joined, withoutStructure, notListed, withoutProfile } = spaces;
    const leftOut = { withoutStructure, notListed, withoutProfile };
    report.notes.push(...spaces.structure.notes);
    if (json) {
      const about = { fingerprint, metric, permutations, seed, compounds: names, joined };
      return print(
        JSON.stringify({ ...about, ...report, leftOut, structures: structures.notes }, brief),
      );
    }
    if (joined.length > 0) {
      const pairs = someNames(joined.map((list) => list.join(" = ")), 10);
      report.notes.push(`one structure, taken as one compound (${joined.length}): ${pairs}`);
    }
    for (const line of linesOf(report, leftOut)) print(line);
    for (const { row, name, note } of structures.notes) {
      print(`${rowName(row, file)}, ${name}: ${note}`);
    }
  },
};

/** Options that hold something fixed, and how. */
const given: readonly [option: string, kind: NuisanceKind][] = [
  ["given-numbers", "number"],
  ["given-logs", "log"],
  ["given-sets", "set"],
  ["well", "well"],
];

async function readWells(invocation: Invocation, compound: string): Promise<Profiles> {
  const { text } = invocation, moa = text("moa");
  const controlled = given.flatMap(([option]) => columnList(text(option)));
  const wells = await readFiles(invocation, [
    compound,
    ...controlled,
    ...moa === undefined ? [] : [moa],
    ...columnsLeftOut(invocation),
  ]);
  const out = rowsLeftOut(wells, invocation);
  if (!out.includes(true)) return wells;
  // Without a compound they play no part, and the others keep the number of their row in the file.
  const names = metaValues(wells.meta, compound)
    .map((name, row) => out[row] || name === null ? null : String(name));
  return { ...wells, meta: wells.meta.withColumn(pl.Series(compound, names, pl.Utf8)) };
}

function nuisancesOf({ text }: Invocation): NonNullable<LinkOptions["nuisances"]> {
  return Object.fromEntries(
    given.flatMap(([option, kind]) =>
      columnList(text(option)).map((column) => [column, { column, kind }])
    ),
  );
}

const besideName = "Mantel, Pearson, beside ";
const besideWords =
  "beside: taken off every feature by least squares, and compounds exchanged only among those alike " +
  "in it; by chance is what it does alone. Few compounds, or one that works in no smooth way, may " +
  "leave a part of it";

/** Values of single permutations are of no use in a file. */
function brief(key: string, value: unknown): unknown {
  return key === "values" ? undefined : value;
}

function linesOf(
  { objects, measures, confounding, neighbours, groups, notes }: SpaceComparison,
  leftOut: Record<string, string[]>,
): string[] {
  const numbers = ({ value, interval, null: chance }: Association) => ({
    value: value.toFixed(3),
    "95 %": `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)}`,
    "by chance": `${chance.range.low.toFixed(3)} to ${chance.range.high.toFixed(3)}`,
    p: chance.pValue.toPrecision(2),
  });
  const table = [
    ...measures.map((one) => ({ measure: one.name, ...numbers(one) })),
    ...neighbours.map((one) => ({
      measure: `neighbours in common of ${one.neighbours}`,
      ...numbers(one),
    })),
    ...groups === undefined ? [] : [
      { measure: "mechanisms apart in structure (area)", ...numbers(groups.structure.all) },
      { measure: "mechanisms apart in phenotype (area)", ...numbers(groups.phenotype.all) },
      { measure: "phenotype minus structure", ...numbers(groups.difference) },
    ],
    ...confounding.flatMap(({ name, structure, phenotype }) => [
      { measure: `Mantel, structure and ${name}`, ...numbers(structure) },
      { measure: `Mantel, phenotype and ${name}`, ...numbers(phenotype) },
    ]),
  ];
  const reasons = {
    withoutStructure: "left out, no structure",
    notListed: "left out, not in the table of structures",
    withoutProfile: "in the table of structures, without profile",
  };
  const missing = Object.entries(reasons).flatMap(([key, words]) => {
    const names = leftOut[key] ?? [];
    return names.length === 0 ? [] : [`${words} (${names.length}): ${someNames(names, 10)}`];
  });
  const single = groups?.structure.single ?? [], unknown = groups?.structure.unlabelled.length ?? 0;
  return [
    `${objects} compounds compared`,
    ...tableText(table).split("\n"),
    ...measures.some(({ name }) => name.startsWith(besideName)) ? [besideWords] : [],
    ...notes,
    ...missing,
    ...single.length === 0 ? [] : [`mechanisms of one compound: ${single.join(", ")}`],
    ...unknown === 0 ? [] : [`compounds without mechanism: ${unknown}`],
  ];
}
