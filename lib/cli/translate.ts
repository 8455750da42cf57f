import { InputError } from "../core/errors.ts";
import { writeAtomic } from "../core/files.ts";
import { Random } from "../core/random.ts";
import { openBackend } from "../learn/backend.ts";
import {
  canonicalCorrelation,
  compareMethods,
  contrastiveTowers,
  differenceOf,
  directionNames,
  type MethodResult,
  nearestNeighbours,
  ridgeRegression,
  usualChoice,
} from "../link/compare.ts";
import { foldRules } from "../link/folds.ts";
import { withStructuresOf } from "../link/matched.ts";
import { retrievalMeasures } from "../link/retrieval.ts";
import { trainTranslator } from "../link/translator.ts";
import { encodeTranslator } from "../link/translator/file.ts";
import type { Command } from "./command.ts";
import { counter } from "./counter.ts";
import { oneOf, wholeNumber } from "./shared_options.ts";
import { matchedOptions, readMatched } from "./translate/read_matched.ts";

/** `c2s translate`: can a profile name a molecule? */
export const command: Command = {
  name: "translate",
  summary: "translate between profiles and structures: trained, and judged on unseen compounds",
  options: {
    ...matchedOptions,
    out: {
      type: "string",
      value: "FILE",
      description: "write a translator trained on all compounds, .safetensors (default: none)",
    },
    rule: {
      type: "string",
      value: "RULE",
      description: `what no two sets share: ${foldRules.join(", ")} (default: scaffold)`,
    },
    folds: { type: "string", value: "N", description: "test sets, 3 or more (default: 5)" },
    repeats: { type: "string", value: "N", description: "times folds are dealt (default: 3)" },
    epochs: {
      type: "string",
      value: "N",
      description: "times the towers see each compound, at most (default: 60)",
    },
    shuffled: {
      type: "boolean",
      description:
        "give each compound another's structure: what training finds in nothing; without --out",
    },
    seed: { type: "string", value: "N", description: "of everything random (default: 1)" },
  },
  example:
    "c2s translate --profiles wells.parquet --smiles compounds.csv --out translator.safetensors",
  run: async (invocation) => {
    const { text, flag, number, json, print, signal } = invocation;
    const whole = (name: string, usual: number, least = 1) =>
      wholeNumber(invocation, name, least) ?? usual;
    const rule = oneOf(invocation, "rule", foldRules) ?? "scaffold";
    const [folds, repeats] = [whole("folds", 5, 3), whole("repeats", 3)];
    const epochs = whole("epochs", 60), seed = number("seed") ?? 1, out = text("out");
    if (flag("shuffled") && out !== undefined) {
      throw new InputError("--shuffled and --out cannot go together", {
        hint: "A translator of false pairs is for no use: leave one of them out",
      });
    }
    const { matched: read, profiles, notes } = await readMatched(invocation);
    const order = new Random(seed).fork("shuffled").shuffle(read.names.keys());
    const matched = flag("shuffled") ? withStructuresOf(read, order) : read;
    const { tf, device } = await openBackend({ log: json ? () => {} : print });
    const count = counter("fit", { json });
    const methods = [
      nearestNeighbours(),
      ridgeRegression(),
      canonicalCorrelation(),
      contrastiveTowers(tf, { epochs, seed, signal }),
    ];
    const results = await compareMethods(matched, methods, {
      rule,
      folds,
      repeats,
      seed,
      signal,
      onProgress: (done, total) => count.show(done, total),
    });
    count.end();
    if (out !== undefined) {
      const towers = results.at(-1)!;
      const translator = await trainTranslator(tf, matched, {
        ...usualChoice(towers),
        seed,
        signal,
      });
      const metrics = Object.fromEntries(
        directionNames.flatMap((direction) =>
          retrievalMeasures.map((name) => [
            `${direction}/${name}`,
            towers[direction].measures[name].value,
          ])
        ),
      );
      const compounds = matched.names.map((name, i) => ({ name, smiles: matched.smiles[i]! }));
      const bytes = await encodeTranslator({
        translator,
        features: [...profiles.features],
        descriptors: flag("descriptors"),
        compounds,
        metrics,
      });
      await writeAtomic(out, bytes);
    }
    const scaffolds = new Set(matched.scaffolds).size, { names } = matched;
    const about = { compounds: names.length, wells: matched.compoundOf.length, scaffolds };
    if (json) {
      const plain = results.map(({ name, toStructure, toProfile, chosen }) => ({
        name,
        toStructure: { measures: toStructure.measures, p: toStructure.p },
        toProfile: { measures: toProfile.measures, p: toProfile.p },
        chosen,
      }));
      const settings = { rule, folds, repeats, seed, epochs, shuffled: flag("shuffled"), device };
      print(JSON.stringify({ ...about, ...settings, results: plain, notes, ...out && { out } }));
      return;
    }
    print(
      `${about.compounds} compounds of ${scaffolds} scaffolds, ${about.wells} wells; ` +
        `${folds} folds by ${rule}, dealt ${repeats} times`,
    );
    for (const line of [...notes, ...reportLines(results)]) print(line);
    if (out !== undefined) print(`${out}: translator trained on all ${names.length} compounds`);
  },
};

const titles = { toStructure: "structure from profile", toProfile: "profile from structure" };

/** A line a method and direction, in percent, and how far the towers are from each of the others. */
function reportLines(results: readonly MethodResult[]): string[] {
  const percent = (value: number) => (100 * value).toFixed(1);
  const lines: string[] = [];
  for (const direction of directionNames) {
    lines.push("", `${titles[direction]}: percent of the queries, 95 % interval over compounds`);
    for (const result of results) {
      const { measures, p } = result[direction];
      const cells = retrievalMeasures.map((name) => {
        const { value, low, high } = measures[name];
        const range = result.name === "chance" ? "" : ` [${percent(low)}, ${percent(high)}]`;
        return `${name} ${percent(value)}${range}`;
      });
      const tail = result.name === "chance" ? "" : `, p ${p.toFixed(3)}`;
      lines.push(`  ${result.name.padEnd(18)} ${cells.join(", ")}${tail}`);
    }
    const towers = results.at(-1)!;
    for (const other of results.slice(0, -1)) {
      const { value, low, high } = differenceOf(towers[direction], other[direction]);
      lines.push(
        `  ${towers.name} - ${other.name}: reciprocal rank ${percent(value)} ` +
          `[${percent(low)}, ${percent(high)}]`,
      );
    }
  }
  return lines;
}
