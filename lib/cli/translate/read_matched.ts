import { loadRDKit, type RDKit } from "../../chem/rdkit.ts";
import { cleanStructures } from "../../chem/structures.ts";
import { type Profiles } from "../../core/profiles.ts";
import { InputError } from "../../core/errors.ts";
import { readProfiles } from "../../data/profiles_file.ts";
import { readStructures } from "../../data/structures_file.ts";
import { type Matched, matchStructures } from "../../link/matched.ts";
import type { Invocation, Option } from "../command.ts";

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
 * @throws {InputError} for a file, column or structure that cannot be read.
 */
export async function readMatched(invocation: Invocation): Promise<ReadMatched> {
  const { required, text, flag } = invocation;
  const [file, column] = [required("smiles"), required("column")], name = text("name");
  const profiles = await readProfiles(required("profiles"));
  const rows = await readStructures(file, { smiles: column, ...name && { name } });
  const rdkit = await loadRDKit();
  const clean = cleanStructures(rdkit, rows, { file, column, skipBad: flag("skip-bad") });
  const compounds = clean.names.map((name, row) => ({ name, smiles: clean.smiles[row] ?? null }));
  const { matched, leftOut } = matchStructures(rdkit, profiles, compounds, {
    column: compoundColumn(profiles, invocation),
    controls: required("controls").split(",").map((one) => one.trim()),
    descriptors: flag("descriptors"),
  });
  const notes = [
    ...clean.notes.map(({ row, name, note }) => `row ${row}, ${name}: ${note}`),
    ...leftOut.map(({ name, reason }) => `${name} left out: ${reason}`),
  ];
  return { rdkit, profiles, matched, notes };
}

const compoundColumns = ["Metadata_broad_sample", "Metadata_Compound"];

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
