/** A step of a workflow and what it waits for. */
export interface Rule {
  /** Its name. */
  name: string;
  /** Names of the rules whose files it takes. */
  after: string[];
  /** Whether there is one job a plate, rather than one for all. */
  perPlate: boolean;
}

/**
 * The rules of the workflow's Snakefile and which takes whose files, in the order of the file: what
 * `snakemake --rulegraph` shows, without Snakemake.
 *
 * Files are found as texts in the inputs of a rule and in the functions that its inputs name, so a rule
 * also comes after those whose files it takes only by a choice of `config.yaml`.
 *
 * @param snakefile Text of the Snakefile.
 *
 * @example
 * ```ts
 * import { rulesOf } from "./rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rule = (name: string, from: string, to: string) =>
 *   `rule ${name}:\n    input:\n        "${from}",\n    output:\n        "${to}",\n`;
 * const text = rule("cut", "plates/{plate}.csv", "cut/{plate}.csv") +
 *   rule("join", "cut/{plate}.csv", "all.csv");
 * assertEquals(rulesOf(text).map(({ after, perPlate }) => [after, perPlate]), [[[], true], [["cut"], false]]);
 * ```
 */
export function rulesOf(snakefile: string): Rule[] {
  const blocks = snakefile.split(/^(?=rule |def |localrules:|wildcard_constraints:)/m);
  const functions = new Map(
    blocks.flatMap((block): [string, string][] => {
      const name = /^def (\w+)/.exec(block)?.[1];
      return name === undefined ? [] : [[name, block]];
    }),
  );
  const rules = blocks.flatMap((block) => {
    const name = /^rule (\w+):/.exec(block)?.[1];
    if (name === undefined) return [];
    const inputs = section(block, "input"), outputs = filesIn(section(block, "output"));
    const named = [...inputs.matchAll(/\b[a-z_]+\b/g)].map(([word]) => functions.get(word!) ?? "");
    return [{ name, inputs: filesIn([inputs, ...named].join("\n")), outputs }];
  });
  return rules.map(({ name, inputs, outputs }) => ({
    name,
    after: rules.filter((other) => other.name !== name && !other.outputs.isDisjointFrom(inputs))
      .map((other) => other.name),
    perPlate: [...outputs].some((file) => file.includes("{plate}")),
  }));
}

function section(block: string, name: string): string {
  const match = new RegExp(`^    ${name}:\\n((?: {8}.*\\n|\\n)+)`, "m").exec(block);
  return match?.[1] ?? "";
}

/** Wildcards that are not written out in every rule, and what they stand for. */
const meanings: Record<string, readonly string[]> = {
  "{kind}": ["measured", "embedded"],
  "{name}": ["selected", "corrected"],
};

/** File patterns, with plates left as they are. */
function filesIn(text: string): Set<string> {
  let files = [...text.matchAll(/"([^"\n]*[/][^"\n]*)"/g)].map(([, file]) =>
    file!.replaceAll("{{", "{").replaceAll("}}", "}").replaceAll("{wildcards.", "{")
  );
  for (const [wildcard, values] of Object.entries(meanings)) {
    files = files.flatMap((file) =>
      file.includes(wildcard) ? values.map((value) => file.replace(wildcard, value)) : [file]
    );
  }
  return new Set(files);
}
