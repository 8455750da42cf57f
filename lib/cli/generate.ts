import { counted } from "../core/counted.ts";
import { loadRDKit, type RDKit } from "../chem/rdkit.ts";
import { packFingerprints } from "../chem/fingerprints.ts";
import { nearest } from "../chem/nearest.ts";
import { writeAtomic } from "../core/files.ts";
import { InputError } from "../core/errors.ts";
import { allowedNames } from "../core/nearest_name.ts";
import type { Matrix } from "../core/matrix.ts";
import { metaValues, type Profiles, selectFeatures, selectRows } from "../core/profiles.ts";
import { readProfiles } from "../data/profiles_file.ts";
import { openBackend } from "../learn/backend.ts";
import { generate, type Generated } from "../link/generate.ts";
import { qed } from "../link/generate/judge.ts";
import { profileScorer } from "../link/generate/scorer.ts";
import { consensusOf } from "../link/matched.ts";
import { decodeTranslator } from "../link/translator/file.ts";
import type { Command, Invocation } from "./command.ts";
import { compoundColumn, compoundColumns } from "./translate/read_matched.ts";
import { counter } from "./counter.ts";
import { inFile } from "./profile/in_file.ts";
import { refuseUnused } from "./refuse_unused.ts";
import { wholeNumber } from "./shared_options.ts";

/** `c2s generate`: structures that would look like a profile, as a translator has it. */
export const command: Command = {
  name: "generate",
  summary: "propose structures for a profile: searched for by a translator, checked by RDKit",
  options: {
    model: {
      type: "string",
      value: "FILE",
      description: "translator that c2s translate --out wrote (required)",
    },
    profiles: {
      type: "string",
      value: "FILE",
      description: "profiles with the features of the translator (required)",
    },
    out: { type: "string", value: "FILE", description: "proposals with scores, .csv (required)" },
    row: { type: "string", value: "N", description: "row of the profile, from 1" },
    query: {
      type: "string",
      value: "NAME",
      description: "compound whose mean profile is taken, instead of --row",
    },
    compound: {
      type: "string",
      value: "COLUMN",
      description: "that names the compound of --query (default: Metadata_broad_sample, else " +
        "Metadata_Compound)",
    },
    budget: { type: "string", value: "N", description: "structures that are made (default: 1000)" },
    keep: { type: "string", value: "N", description: "proposals that are written (default: 50)" },
    random: {
      type: "boolean",
      description: "draw at random, the baseline: as many structures, the translator not asked",
    },
    seed: { type: "string", value: "N", description: "of everything random (default: 1)" },
  },
  example: "c2s generate --model translator.safetensors --profiles wells.parquet --row 7 " +
    "--out proposals.csv",
  run: async (invocation) => {
    const { required, flag, number, json, print, signal } = invocation;
    const [file, out] = [required("model"), required("out")];
    if (!/\.csv$/i.test(out)) {
      throw new InputError("Proposals are written as CSV", {
        option: "--out",
        found: out,
        allowed: "a name ending .csv",
      });
    }
    if (invocation.text("query") !== undefined) {
      refuseUnused(invocation, ["row"], "without --query");
    } else refuseUnused(invocation, ["compound"], "with --query");
    const budget = wholeNumber(invocation, "budget") ?? 1000;
    const keep = wholeNumber(invocation, "keep") ?? 50, seed = number("seed") ?? 1;
    const from = required("profiles"), profiles = await readProfiles(from);
    const { translator, features, compounds } = decodeTranslator(await readModel(file), file);
    const { profile, notes, asked } = await inFile(
      from,
      () => queryProfile(selectFeatures(profiles, features), invocation),
    );
    notes.push(...trainedOn(compounds, asked));
    const rdkit = await loadRDKit();
    const { tf } = await openBackend({ log: json ? () => {} : print });
    const score = await profileScorer(tf, rdkit, translator, profile);
    const count = counter("structure", { json });
    const found = await generate(rdkit, compounds.map(({ smiles }) => smiles), {
      ...flag("random") ? {} : { score },
      budget,
      keep,
      seed,
      signal,
      onGeneration: (made) => count.show(made, budget),
    });
    count.end();
    const scores = await score(found.proposals.map(({ smiles }) => smiles));
    const rows = proposalRows(rdkit, found, scores, compounds);
    await writeAtomic(out, [header.join(), ...rows.map((row) => row.join()), ""].join("\n"));
    const { drawn, valid, unique } = found;
    const best = Math.max(...scores), novel = rows.filter((row) => Number(row[5]) < 1).length;
    const summary = { proposals: rows.length, drawn, valid, unique, bestScore: best, novel };
    if (json) {
      print(JSON.stringify({ out, ...summary, budget, seed, random: flag("random"), notes }));
    } else {
      print(`${out}: ${rows.length} proposals, best score ${best.toFixed(3)}`);
      print(
        `${drawn} structures drawn, ${valid} valid, ${unique} unique; ${novel} of the proposals ` +
          "have no known compound's fingerprint",
      );
      notes.forEach(print);
    }
  },
};

async function readModel(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new InputError("Cannot read the translator", {
      file,
      found: "no such file",
      hint: "c2s translate --out writes one",
    });
  }
}

const header = ["rank", "smiles", "score", "drug_likeness", "nearest_known", "similarity"];

/** Says so where the translator knows the answer; names of one structure are joined by ` = ` in it. */
function trainedOn(compounds: readonly { name: string }[], asked: string | undefined): string[] {
  if (asked === undefined || !compounds.some(({ name }) => name.split(" = ").includes(asked))) {
    return [];
  }
  const what =
    `${asked} is one of the compounds that the translator learned from and the search begins with`;
  return [`${what}: what comes near it is no independent proposal`];
}

/** The profile that was asked for [1 × d], what it lacks, and its compound where that is known. */
function queryProfile(
  profiles: Profiles,
  invocation: Invocation,
): { profile: Matrix; notes: string[]; asked: string | undefined } {
  const { text } = invocation, name = text("query"), height = profiles.meta.height;
  let rows: number[];
  if (name !== undefined) {
    const column = compoundColumn(profiles, invocation);
    const names = metaValues(profiles.meta, column);
    rows = [...names.keys()].filter((row) => names[row] === name);
    if (rows.length === 0) {
      throw new InputError("Cannot find the profile to generate for", {
        file: invocation.required("profiles"),
        column,
        found: name,
        ...allowedNames(name, [...new Set(names.map(String))], 10),
      });
    }
  } else {
    const row = Number(text("row"));
    if (!(Number.isInteger(row) && row >= 1 && row <= height)) {
      throw new InputError("Cannot find the profile to generate for", {
        option: "--row",
        found: text("row"),
        allowed: `1 to ${height}, or --query NAME`,
      });
    }
    rows = [row - 1];
  }
  refuseInfinite(profiles, rows);
  const { values } = selectRows(profiles, rows), cols = profiles.features.length;
  const profile = consensusOf({
    names: ["query"],
    profiles: { rows: rows.length, cols, data: Float32Array.from(values) },
    compoundOf: new Int32Array(rows.length),
  });
  const missing = profile.data.filter(Number.isNaN).length;
  if (missing === cols) {
    throw new InputError("Cannot generate for a profile without values", {
      row: rows[0]! + 1,
      found: name === undefined ? "every feature missing" : `every feature of ${name} missing`,
    });
  }
  const notes = missing === 0
    ? []
    : [`${missing} of ${counted(cols, "feature")} missing, taken as the mean of the training`];
  return { profile, notes, asked: name ?? compoundOf(profiles, rows[0]!) };
}

function compoundOf({ meta }: Profiles, row: number): string | undefined {
  const column = compoundColumns.find((name) => meta.columns.includes(name));
  const name = column === undefined ? null : metaValues(meta, column)[row];
  return name === null || name === undefined ? undefined : String(name);
}

/** Names the row as it stands in the file. */
function refuseInfinite({ features, values }: Profiles, rows: readonly number[]): void {
  for (const row of rows) {
    for (const [column, feature] of features.entries()) {
      const value = values[row * features.length + column] as number;
      if (Number.isNaN(value) || Number.isFinite(value)) continue;
      throw new InputError("Cannot generate for a profile", {
        row: row + 1,
        column: feature,
        found: value,
        allowed: "finite numbers, NaN where none was measured",
      });
    }
  }
}

function proposalRows(
  rdkit: RDKit,
  { proposals }: Generated,
  scores: ArrayLike<number>,
  compounds: readonly { name: string; smiles: string }[],
): (string | number)[][] {
  const own = packFingerprints(rdkit, proposals.map(({ smiles }) => smiles));
  const known = packFingerprints(rdkit, compounds.map(({ smiles }) => smiles));
  const { neighbour, similarity } = nearest(own, known, { count: 1 });
  return proposals.map(({ smiles }, i) => [
    i + 1,
    smiles,
    scores[i]!.toFixed(5),
    qed(rdkit, smiles).toFixed(4),
    quoted(compounds[neighbour[i]!]?.name ?? ""),
    similarity[i]!.toFixed(4),
  ]);
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
