/**
 * Fits the weights of `join_rule.ts` and `keep_rule.ts` on the train and validation images, and prints
 * them with scores by five-fold cross-validation over images:
 *
 *     deno run -P=test tests/segment/nuclei/fit_rules.ts IMAGES LABELS
 *
 * @module
 */
import { decodeImage } from "../../../lib/image/decode.ts";
import { decodeLabels } from "../../../lib/image/label_image.ts";
import { evaluateLabels, overlaps, poolScores } from "../../../lib/segment/evaluate.ts";
import { foreground } from "../../../lib/segment/foreground.ts";
import { smoothedLevels } from "../../../lib/segment/levels.ts";
import { noiseOf } from "../../../lib/segment/noise.ts";
import { joinLimit } from "../../../lib/segment/nuclei/clumps.ts";
import { findContacts } from "../../../lib/segment/nuclei/contacts.ts";
import { fragmentsOf } from "../../../lib/segment/nuclei/fragments.ts";
import { joinFragments, type JoinRating } from "../../../lib/segment/nuclei/join_fragments.ts";
import { joinChance, joinFeatures, logistic } from "../../../lib/segment/nuclei/join_rule.ts";
import { keepNuclei } from "../../../lib/segment/nuclei/keep.ts";
import { nuclearMask } from "../../../lib/segment/nuclei/mask.ts";
import { drawOutlines } from "../../../lib/segment/nuclei/outlines.ts";
import { measureParts, type Part } from "../../../lib/segment/nuclei/parts.ts";
import { relabel } from "../../../lib/segment/relabel.ts";
import { partOf } from "../../../lib/segment/split.ts";
import { fitLogistic } from "./fit_logistic.ts";

const folds = 5;

/** Features of one pair or object, and whether it is one nucleus. */
interface Case {
  features: number[];
  right: boolean;
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

async function prepare(images: string, labels: string, file: string, fold: number) {
  const stem = file.replace(/\.[^.]*$/, "");
  const image = decodeImage(await Deno.readFile(`${images}/${file}`), { file });
  const truth = decodeLabels(await Deno.readFile(`${labels}/${file}`), { file }).labels;
  const { width, data } = image, part = partOf(stem);
  const empty = { part, fold, truth, width, cut: undefined };
  const smoothed = smoothedLevels(image, 1);
  if (smoothed === undefined) return empty;
  const { levels } = smoothed, bright = foreground(levels, 0.8, noiseOf(levels, width, 1));
  if (bright.contrast < 5) return empty;
  const { background } = bright, nuclear = nuclearMask(levels, width, bright);
  if (nuclear.diameter === 0) return empty;
  const fragments = fragmentsOf(levels, width, nuclear);
  const parts = measureParts(fragments, levels, width, background);
  const votes = parts.map(() => new Map<number, number>());
  for (let i = 0; i < data.length; i++) {
    const own = votes[fragments[i] as number] as Map<number, number>, label = truth[i] as number;
    own.set(label, (own.get(label) ?? 0) + 1);
  }
  const contacts = findContacts(fragments, levels, width, background);
  const { diameter } = nuclear;
  return { ...empty, cut: { levels, background, diameter, fragments, parts, votes, contacts } };
}

type Cut = NonNullable<Prepared["cut"]>;

/** The true nucleus in which most of a part lies; 0 for background. */
function nucleusOf({ votes }: Cut, { members }: Part): number {
  const sums = new Map<number, number>();
  for (const member of members) {
    for (const [label, n] of votes[member] ?? []) sums.set(label, (sums.get(label) ?? 0) + n);
  }
  return [...sums].reduce((best, one) => one[1] > best[1] ? one : best, [0, 0])[0];
}

/** Joins with given weights, or by the truth; notes every pair that is judged. */
function joined(cut: Cut, weights: number[] | undefined, note: (pair: Case) => void): Int32Array {
  const typical = Math.PI / 4 * cut.diameter ** 2;
  const rate: JoinRating = (a, b, contact) => {
    const features = joinFeatures(a, b, contact, typical);
    const [own, other] = [nucleusOf(cut, a), nucleusOf(cut, b)];
    if (own > 0 && other > 0) note({ features, right: own === other });
    if (weights !== undefined) return joinChance(features, weights);
    return own > 0 && own === other ? 1 : 0;
  };
  const owners = joinFragments(cut.parts, cut.contacts, rate, joinLimit);
  return cut.fragments.map((fragment) => owners[fragment] as number);
}

/** Weights for each fold from the cases of the others, and those from all. */
function fitAll(cases: Case[][], images: Prepared[]): { each: number[][]; all: number[] } {
  const fit = (but: number) => fitLogistic(cases.filter((_, i) => images[i]?.fold !== but).flat());
  return { each: Array.from({ length: folds }, (_, fold) => fit(fold)), all: fit(-1) };
}

function report(name: string, images: Prepared[], found: Int32Array[]): void {
  for (const part of ["train", "validation"]) {
    const scores = images.flatMap(({ truth, part: own }, i) =>
      own === part ? [evaluateLabels(truth, found[i] as Int32Array)] : []
    );
    const { levels: [at], intervals: [range], split, merged } = poolScores(scores, { seed: 1 });
    const digits = (value = NaN) => value.toFixed(3);
    console.log(
      `${name}, ${part}: F1@.5 ${digits(at?.f1)} (${digits(range?.f1.low)}-${
        digits(range?.f1.high)
      })`,
      `AP@.5 ${digits(at?.ap)} (${digits(range?.ap.low)}-${digits(range?.ap.high)})`,
      `tp ${at?.tp} fp ${at?.fp} fn ${at?.fn} split ${split} merged ${merged}`,
    );
  }
}

/** Found objects, by their number, that a true one covers with an IoU of .5 or more. */
function rightObjects(truth: Int32Array, found: Int32Array): Set<number> {
  const table = overlaps(truth, found);
  const right = new Set<number>();
  for (const [pair, shared] of table.pixels.entries()) {
    const object = table.found[pair] as number;
    const all = (table.truthAreas[table.truth[pair] as number] as number) +
      (table.foundAreas[object] as number) - shared;
    if (shared >= all / 2) right.add(object + 1);
  }
  return right;
}

if (import.meta.main) {
  const [folder, labels] = Deno.args as [string, string];
  const files = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => partOf(name.replace(/\.[^.]*$/, "")) !== "test").sort();
  const images: Prepared[] = [];
  for (const [i, file] of files.entries()) {
    images.push(await prepare(folder, labels, file, i * 7919 % folds));
  }
  const pairs: Case[][] = images.map(() => []);
  let rules: ReturnType<typeof fitAll> | undefined;
  // First the pairs on the way to the truth, then those on the way of the rule itself.
  for (let round = 0; round < 2; round++) {
    for (const [i, { cut, fold }] of images.entries()) {
      if (cut !== undefined) joined(cut, rules?.each[fold], (pair) => pairs[i]?.push(pair));
    }
    rules = fitAll(pairs, images);
  }
  console.log("joinChance", rules?.all.map((weight) => Number(weight.toFixed(3))));
  const found = images.map(({ cut, fold, truth, width }) => {
    if (cut === undefined) return new Int32Array(truth.length);
    const { levels, background, diameter } = cut;
    const own = joined(cut, rules?.each[fold], () => {});
    return relabel(drawOutlines(own, levels, width, background, diameter)).labels;
  });
  const keep = (chance: (i: number) => (features: readonly number[], label: number) => number) =>
    found.map((labels, i) => {
      const { cut, width } = images[i] as Prepared, kept = labels.slice();
      if (cut === undefined) return kept;
      const { levels, background, diameter } = cut;
      keepNuclei(kept, levels, width, background, { diameter, smallest: 0.1 }, chance(i));
      return kept;
    });
  const objects: Case[][] = images.map(() => []);
  const all = keep((i) => {
    const right = rightObjects(images[i]?.truth as Int32Array, found[i] as Int32Array);
    return (features, label) => {
      objects[i]?.push({ features: [...features], right: right.has(label) });
      return 1;
    };
  });
  report("joined", images, all);
  const judges = fitAll(objects, images);
  console.log("keepChance", judges.all.map((weight) => Number(weight.toFixed(3))));
  report(
    "joined and judged",
    images,
    keep((i) => (features) =>
      logistic(judges.each[images[i]?.fold as number] as number[], features)
    ),
  );
}
