import { parse } from "@std/csv";
import { createHash } from "node:crypto";

/** A molecule of the fixture. */
export interface FixtureMolecule {
  /** Its name. */
  name: string;
  /** Its structure. */
  smiles: string;
}

const fixture = (name: string) => new URL(`./fixtures/${name}`, import.meta.url);

/** The 500 molecules that are compared with Python RDKit. */
export const molecules: FixtureMolecule[] = parse(
  await Deno.readTextFile(fixture("molecules.csv")),
  { skipFirstRow: true },
) as unknown as FixtureMolecule[];

/** What Python RDKit gave for them; see `fixtures/make_fingerprints.py`. */
export const reference = JSON.parse(await Deno.readTextFile(fixture("fingerprints.json"))) as {
  rdkit: string;
  digests: Record<string, string[]>;
  "similarity of 100 to 129": { bits: number[][]; counts: number[][] };
};

/** The digest of a text, as the fixture's script makes it. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/** The set bits of a row of words. */
export function onBits(words: Uint32Array): number[] {
  return [...words].flatMap((word, index) =>
    Array.from({ length: 32 }, (_, bit) => bit)
      .filter((bit) => (word >>> bit & 1) === 1).map((bit) => 32 * index + bit)
  );
}
