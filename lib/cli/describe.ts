import pl from "nodejs-polars";
import { describe, type DescribeOptions, type Description } from "../chem/descriptor.ts";
import {
  fingerprintKinds,
  type FingerprintOptions,
  fingerprintOptions,
} from "../chem/fingerprint.ts";
import { loadRDKit } from "../chem/rdkit.ts";
import { cleanStructures } from "../chem/structures.ts";
import { InputError, rowName } from "../core/errors.ts";
import { metaValues } from "../core/profiles.ts";
import { isBookkeeping, isMetadataColumn } from "../data/metadata_column.ts";
import { formatOf, writeProfiles } from "../data/profiles_file.ts";
import { standardColumn } from "../data/standard_column.ts";
import { readTable } from "../data/table/table.ts";
import type { Command, Invocation } from "./command.ts";
import { counter } from "./counter.ts";
import { inFile } from "./profile/in_file.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";

/** `c2s describe`: descriptors and fingerprints of compounds. */
export const command: Command = {
  name: "describe",
  summary: "descriptors and fingerprints of compounds, from a table with SMILES",
  options: {
    smiles: {
      type: "string",
      value: "FILE",
      description: "CSV or TSV, one row a compound; all columns are kept as metadata (required)",
    },
    out: {
      type: "string",
      value: "FILE",
      description: "profiles: .parquet, .csv or .csv.gz (required)",
    },
    column: {
      type: "string",
      value: "COLUMN",
      description: "of the structures (default: the one called SMILES, in any case)",
    },
    name: {
      type: "string",
      value: "COLUMN",
      description: "of the compounds' names, for messages (default: the first other column)",
    },
    descriptors: {
      type: "boolean",
      description: "RDKit's 217 descriptors (default, unless --fingerprint is given)",
    },
    fingerprint: { type: "string", value: "KIND", description: fingerprintKinds.join(", ") },
    bits: { type: "string", value: "N", description: "of the fingerprint (default: 2048)" },
    radius: { type: "string", value: "N", description: "of the Morgan fingerprint (default: 2)" },
    chirality: { type: "boolean", description: "tell mirror images apart in the fingerprint" },
    "as-drawn": { type: "boolean", description: "keep salts and charges (default: clean them)" },
    "skip-bad": {
      type: "boolean",
      description: "empty rows for structures that cannot be read, and say which",
    },
  },
  example: "c2s describe --smiles compounds.csv --out compounds.parquet --descriptors",
  run: async (invocation) => {
    const { required, flag, json, print, signal } = invocation;
    const file = required("smiles"), out = required("out");
    formatOf(out);
    const features = wanted(invocation);
    const table = await readTable(file, {}, { what: "the compounds" });
    const column = structureColumn(table, file, invocation.text("column"));
    if (table.height === 0) {
      throw new InputError("Cannot describe compounds", { file, found: "no rows" });
    }
    const nameColumn = invocation.text("name") ?? table.columns.find((name) => name !== column);
    const given = metaValues(table, column) as (string | null)[];
    const names = nameColumn === undefined
      ? given.map(() => null)
      : await inFile(file, () => metaValues(table, nameColumn)) as (string | null)[];
    const rdkit = await loadRDKit(), skipBad = flag("skip-bad"), notes: string[] = [];
    const asDrawn = flag("as-drawn");
    const compounds = given.map((smiles, i) => ({
      name: names[i] ?? rowName(i + 1, file),
      smiles,
    }));
    const clean = cleanStructures(rdkit, compounds, { file, column, skipBad, asDrawn });
    // What is missing or bad stays so, and is told with the description.
    const structures = asDrawn
      ? given
      : clean.smiles.map((smiles, i) => smiles ?? given[i] ?? null);
    for (const { row, name, note } of clean.notes) {
      if (!/^(no|bad) structure/.test(note)) notes.push(`${rowName(row, file)}, ${name}: ${note}`);
    }
    const count = counter("compound", { json });
    const description = describe(rdkit, structures, {
      ...features,
      meta: asMetadata(table, file),
      names,
      place: { file, column },
      skipBad,
      onProgress: (done) => {
        signal.throwIfAborted();
        count.show(done, structures.length);
      },
    });
    count.end();
    await writeProfiles(out, description.profiles);
    const { profiles, ...found } = description;
    const rows = profiles.meta.height, columns = profiles.features.length;
    if (json) print(JSON.stringify({ out, rows, features: columns, ...found, notes }));
    else {
      print(`${out}: ${rows} compounds × ${columns} features`);
      for (const line of [...notes, ...sentences(description, names, file)]) print(line);
    }
  },
};

function structureColumn(table: pl.DataFrame, file: string, asked: string | undefined): string {
  const column = asked ?? table.columns.find((name) => /^(Metadata_)?smiles$/i.test(name));
  if (column !== undefined && table.columns.includes(column)) return column;
  throw new InputError("Cannot read the compounds: the column of structures is missing", {
    file,
    column: column ?? "SMILES",
    found: table.columns,
    hint: "Name it with --column",
  });
}

function wanted(invocation: Invocation): Pick<DescribeOptions, "descriptors" | "fingerprint"> {
  const kind = oneOf(invocation, "fingerprint", fingerprintKinds);
  if (kind === undefined) {
    refuseUnused(invocation, ["bits", "radius", "chirality"], "with --fingerprint");
    return {};
  }
  if (kind !== "morgan") refuseUnused(invocation, ["radius"], "with --fingerprint morgan");
  const bits = wholeNumber(invocation, "bits"), radius = wholeNumber(invocation, "radius", 0);
  const fingerprint: FingerprintOptions = {
    kind,
    ...bits === undefined ? {} : { bits },
    ...radius === undefined ? {} : { radius },
    chirality: invocation.flag("chirality"),
  };
  fingerprintOptions(fingerprint);
  return { descriptors: invocation.flag("descriptors"), fingerprint };
}

/** The table with names by which other commands know its columns as metadata. */
function asMetadata(table: pl.DataFrame, file: string): pl.DataFrame {
  const columns = table.getColumns().map((column: pl.Series) => {
    const isMarked = isMetadataColumn(column.name) && !isBookkeeping(column.name);
    const name = standardColumn(isMarked ? column.name : `Metadata_${column.name}`);
    if (name === column.name) return column;
    if (!table.columns.includes(name)) return column.rename(name);
    throw new InputError("Cannot write the compounds: two columns would have one name", {
      file,
      column: name,
      found: [column.name, name],
    });
  });
  return pl.DataFrame(columns);
}

function sentences(
  description: Description,
  names: readonly (string | null)[],
  file: string,
): string[] {
  const { missing, unreadable, undefinedFor, constant } = description;
  const called = (row: number) => names[row - 1] ?? rowName(row, file);
  const lines = unreadable.map(({ row, reason }) =>
    `${rowName(row, file)}, ${called(row)}: ${reason}`
  );
  if (missing.length > 0) {
    lines.push(
      `${missing.length} without a structure, rows empty: ${missing.map(called).join(", ")}`,
    );
  }
  const without = [...new Set(Object.values(undefinedFor).flat())];
  if (without.length > 0) {
    const many = Object.keys(undefinedFor).length;
    lines.push(`${many} descriptors have no value for ${without.map(called).join(", ")}`);
  }
  if (constant.length > 0) {
    lines.push(`${constant.length} descriptors are the same for all: ${constant.join(", ")}`);
  }
  return lines;
}
