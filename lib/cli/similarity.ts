import { packCounts } from "../chem/count_fingerprints.ts";
import {
  fingerprintKinds,
  type FingerprintOptions,
  fingerprintOptions,
} from "../chem/fingerprint.ts";
import { packFingerprints } from "../chem/fingerprints.ts";
import { morganCountOptions } from "../chem/morgan_counts.ts";
import { nearest } from "../chem/nearest.ts";
import { loadRDKit } from "../chem/rdkit.ts";
import { cleanStructures } from "../chem/structures.ts";
import { InputError, rowName } from "../core/errors.ts";
import { formatOf, writeProfiles } from "../data/profiles_file.ts";
import { writeProfilesStream } from "../data/profiles_stream.ts";
import { readStructures } from "../data/structures_file.ts";
import type { Command, Invocation } from "./command.ts";
import { counter } from "./counter.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";
import { matrixBlocks, neighbourTable } from "./similarity/tables.ts";

/** `c2s similarity`: how alike molecules are on paper. */
export const command: Command = {
  name: "similarity",
  summary: "Tanimoto similarity of molecules: a matrix, or nearest neighbours",
  options: {
    smiles: {
      type: "string",
      value: "FILE",
      description: "CSV or TSV of names and SMILES (required)",
    },
    out: {
      type: "string",
      value: "FILE",
      description: "where the result goes: .parquet, .csv or .csv.gz (required)",
    },
    neighbours: {
      type: "string",
      value: "K",
      description: "write the K most similar of each instead of the matrix",
    },
    fingerprint: {
      type: "string",
      value: "KIND",
      description: `${fingerprintKinds.join(", ")} (default: morgan)`,
      default: "morgan",
    },
    counts: { type: "boolean", description: "counts instead of bits, of morgan" },
    bits: { type: "string", value: "N", description: "length (default: 2048; maccs has 167)" },
    radius: {
      type: "string",
      value: "N",
      description: "bonds around an atom, of morgan (default: 2)",
    },
    chirality: { type: "boolean", description: "tell mirror images apart" },
    column: { type: "string", value: "NAME", description: "column of SMILES (default: smiles)" },
    name: {
      type: "string",
      value: "NAME",
      description: "column of names (default: compound, name, pert_iname or broad_sample)",
    },
    "as-drawn": { type: "boolean", description: "keep salts and charges (default: clean them)" },
    tautomers: {
      type: "boolean",
      description: "note what may be the same drawn otherwise (slower)",
    },
    "skip-bad": { type: "boolean", description: "take a bad structure as missing, and say so" },
  },
  example: "c2s similarity --smiles data/compounds.csv --out similarity.csv",
  run: async (invocation) => {
    const { required, text, flag, json, print, signal } = invocation;
    const [file, out] = [required("smiles"), required("out")];
    formatOf(out);
    const count = wholeNumber(invocation, "neighbours"), settings = fingerprintSettings(invocation);
    const [column, name] = [text("column") ?? "smiles", text("name")];
    const rows = await readStructures(file, { smiles: column, ...name && { name } });
    if (rows.length === 0) {
      throw new InputError("Cannot compare compounds", { file, found: "no rows" });
    }
    const rdkit = await loadRDKit();
    const progress = counter("molecule", { json });
    const onRow = (done: number, total = rows.length) => {
      signal.throwIfAborted();
      progress.show(done, total);
    };
    const inchiKeys = flag("tautomers"), skipBad = flag("skip-bad"), asDrawn = flag("as-drawn");
    const how = { file, column, skipBad, inchiKeys, asDrawn, onRow };
    try {
      const { names, smiles: structures, notes } = cleanStructures(rdkit, rows, how);
      const prints = settings.counts
        ? packCounts(rdkit, structures, settings, { file, column })
        : packFingerprints(rdkit, structures, settings, { file, column });
      if (count === undefined) {
        await writeProfilesStream(out, matrixBlocks(names, prints, onRow));
      } else {
        const found = nearest(prints, prints, { count, onRow });
        await writeProfiles(out, neighbourTable(names, found));
      }
      progress.end();
      const compared = structures.filter((smiles) => smiles !== null).length;
      if (json) print(JSON.stringify({ out, molecules: rows.length, compared, notes }));
      else {
        print(`${out}: ${compared} of ${rows.length} molecules compared`);
        for (const { row, name, note } of notes) print(`${rowName(row, file)}, ${name}: ${note}`);
      }
    } finally {
      progress.end();
    }
  },
};

/** What the options say of the fingerprint; refused before the work where it cannot be. */
function fingerprintSettings(invocation: Invocation): FingerprintOptions & { counts: boolean } {
  const kind = oneOf(invocation, "fingerprint", fingerprintKinds) ?? "morgan";
  if (kind !== "morgan") refuseUnused(invocation, ["radius"], "with --fingerprint morgan");
  const bits = wholeNumber(invocation, "bits"), radius = wholeNumber(invocation, "radius", 0);
  const [chirality, counts] = [invocation.flag("chirality"), invocation.flag("counts")];
  const size = {
    ...bits === undefined ? {} : { bits },
    ...radius === undefined ? {} : { radius },
    chirality,
  };
  if (counts && kind !== "morgan") {
    throw new InputError("--counts needs another --fingerprint", {
      found: kind,
      allowed: "morgan",
    });
  }
  if (counts) morganCountOptions(size);
  else fingerprintOptions({ kind, ...size });
  return { kind, counts, ...size };
}
