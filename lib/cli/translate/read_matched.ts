import { loadRDKit, type RDKit } from "../../chem/rdkit.ts";
import { cleanStructures } from "../../chem/structures.ts";
import { InputError, rowName } from "../../core/errors.ts";
import { metaValues, type Profiles } from "../../core/profiles.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import { readStructures } from "../../data/structures_file.ts";
import { type Matched, matchStructures } from "../../link/matched.ts";
import { checkValues } from "../../profile/check_values.ts";
import type { Invocation, Option } from "../command.ts";
import { columnNotes } from "../profile/column_notes.ts";
import { inFile } from "../profile/in_file.ts";

/** Options of the files that profiles and structures are read from. */
export const matchedOptions: Record<string, Option> = {
  profiles: {
    type: "string",
    value: "FILE",
    description: "profiles of wells: .parquet, .csv or .csv.gz (required)",
  },
  smiles: {
    type: "string",
    value: "FILE",
    description: "CSV or TSV of names and SMILES (required)",
  },
  compound: {
    type: "string",
    value: "COLUMN",
    description: "of the profiles, names the compound (default: Metadata_broad_sample, " +
      "else Metadata_Compound)",
  },
  name: {
    type: "string",
    value: "COLUMN",
    description: "of the table of SMILES, the same names (default: compound, name, …)",
  },
  column: {
    type: "string",
    value: "COLUMN",
    description: "of the structures (default: smiles)",
    default: "smiles",
  },
  controls: {
    type: "string",
    value: "NAMES",
    description: "compounds to leave out, separated by commas (default: DMSO)",
    default: "DMSO",
  },
  descriptors: {
    type: "boolean",
    description: "learn from RDKit's descriptors beside the fingerprint",
  },
  "skip-bad": { type: "boolean", description: "take a bad structure as missing, and say so" },
};

/** Three folds, the fewest there can be, with two candidates in each. */
const fewestCompounds = 6;

/** What a command translates with. */
export interface ReadMatched {
  /** RDKit. */
  rdkit: RDKit;
  /** The profiles as they were read. */
  profiles: Profiles;
  /** Compounds with both. */
  matched: Matched;
  /** What was left out, cleaned or double, one line each. */
  notes: string[];
}

/**
 * Reads profiles and structures by {@link matchedOptions} and matches them.
 *
 * @throws {InputError} for a file, column, structure or value that cannot be read.
 */
export async function readMatched(invocation: Invocation): Promise<ReadMatched> {
  const { required, text, flag } = invocation;
  const [file, column] = [required("smiles"), required("column")], name = text("name");
  const profiles = await readProfiles(required("profiles"));
  const rows = await readStructures(file, { smiles: column, ...name && { name } });
  const rdkit = await loadRDKit();
  const clean = cleanStructures(rdkit, rows, { file, column, skipBad: flag("skip-bad") });
  const compounds = clean.names.map((name, row) => ({ name, smiles: clean.smiles[row] ?? null }));
  const named = compoundColumn(profiles, invocation);
  const controls = required("controls").split(",").map((one) => one.trim());
  const { matched, leftOut, joined } = await inFile(required("profiles"), () => {
    refuseInfinite(profiles, named, controls);
    return matchStructures(rdkit, profiles, compounds, {
      column: named,
      controls,
      descriptors: flag("descriptors"),
      file,
      least: fewestCompounds,
    });
  });
  const notes = [
    ...columnNotes(profiles),
    ...clean.notes.map(({ row, name, note }) => `${rowName(row, file)}, ${name}: ${note}`),
    ...leftOut.map(({ name, reason }) => `${name} left out: ${reason}`),
    ...joined.map((names) => `one structure, taken as one compound: ${names.join(" = ")}`),
  ];
  return { rdkit, profiles, matched, notes };
}

/** While they are still the rows of a file; rows that play no part may hold anything. */
function refuseInfinite(profiles: Profiles, column: string, controls: readonly string[]): void {
  const values = profiles.values.slice(), width = profiles.features.length;
  for (const [row, name] of metaValues(profiles.meta, column).entries()) {
    if (name === null || name === "" || controls.includes(String(name))) {
      values.fill(0, row * width, (row + 1) * width);
    }
  }
  checkValues({ ...profiles, values }, "Cannot translate", "kept");
}

/** Columns that usually name the compound, the first one there is. */
export const compoundColumns = ["Metadata_broad_sample", "Metadata_Compound"];

/**
 * The column that names the compound: what `--compound` says, else the first usual one there is.
 *
 * @throws {InputError} where the profiles have none of them.
 */
export function compoundColumn(
  { meta }: Profiles,
  { text, required }: Pick<Invocation, "text" | "required">,
): string {
  const asked = text("compound");
  const found = (asked === undefined ? compoundColumns : [asked])
    .find((name) => meta.columns.includes(name));
  if (found !== undefined) return found;
  throw new InputError("No column of the profiles names the compound", {
    file: required("profiles"),
    column: asked ?? compoundColumns.join(" or "),
    found: meta.columns,
    hint: "Name it with --compound",
  });
}
