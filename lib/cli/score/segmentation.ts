import { join } from "node:path";
import { counted } from "../../core/counted.ts";
import { InputError } from "../../core/errors.ts";
import {
  iouThresholds,
  type PooledScore,
  poolScores,
  type SegmentationScore,
} from "../../segment/evaluate.ts";
import { foldOf, type Part, partOf } from "../../segment/split.ts";
import { compartments } from "../../data/label_files.ts";
import { progressBar } from "../bar.ts";
import type { Invocation } from "../command.ts";
import { checkHeldOut } from "../held_out.ts";
import { runTasks } from "../run_tasks.ts";
import { findSegmenter, usualMethod, weightOptions } from "../segmenters.ts";
import {
  foldIn,
  foldOption,
  methodOptions,
  oneOf,
  wholeNumber,
  workersOption,
} from "../shared_options.ts";
import type { ScoreKind } from "./kind.ts";
import { type ImageTask, scoreImage } from "./one_image.ts";
import { pairFiles } from "./pairs.ts";

/** `c2s score segmentation`: label images against true ones, object by object. */
export const segmentation: ScoreKind = {
  summary: "F1 and AP of label images over IoU .5 to .9, pooled and per image",
  options: {
    images: { type: "string", value: "DIR", description: "images to segment and score" },
    labels: {
      type: "string",
      value: "DIR",
      description: "true label images, PNG or TIFF (required)",
    },
    masks: {
      type: "string",
      value: "DIR",
      description: "score these ready-made label images, instead of segmenting",
    },
    ...methodOptions,
    diameter: {
      type: "string",
      value: "PX",
      description: "diameter of an object for the method, 25 or 25px (default: from each image)",
    },
    part: {
      type: "string",
      value: "NAME",
      description: "only train, validation or test images, by the rule of lib/segment/split.ts",
    },
    fold: foldOption,
    folds: {
      type: "string",
      value: "DIR",
      description: "each image by the network that has not learned its fifth: " +
        "DIR/fold-0 to DIR/fold-4 of c2s train nucleus --fold N",
    },
    step: { type: "string", value: "X", description: "step of the IoU thresholds (default: 0.05)" },
    seed: { type: "string", value: "N", description: "seed of the intervals (default: 1)" },
    ...workersOption,
  },
  example: "c2s score segmentation --images images --labels labels --method classical --json",
  run: async (invocation) => {
    const { text, required, number, json, print } = invocation;
    const labels = required("labels"), masks = text("masks"), images = text("images");
    if (masks === undefined && images === undefined) {
      throw new InputError("--images or --masks is missing: what shall be scored?");
    }
    const method = text("method") as string;
    const weights = { checkpoint: text("checkpoint"), model: text("model") };
    if (masks === undefined) findSegmenter(method, weights);
    else refuseBeside(masks, invocation);
    const { pairs, unmatched } = await pairFiles({
      labels,
      ...(masks === undefined ? { images: images as string } : { masks }),
    });
    checkOneCompartment(pairs.map(({ name }) => name), labels);
    const part = oneOf(invocation, "part", parts), fold = foldIn(invocation) ?? 0;
    const folds = foldsIn(invocation);
    if (text("fold") !== undefined && part === undefined) {
      throw new InputError("--fold says which fifth of the images is for testing", {
        found: `--fold ${fold} without --part`,
        allowed: `with --part, of ${parts.join(", ")}`,
      });
    }
    const chosen = pairs.filter(({ stem }) =>
      part === undefined || partOf(stem, { fold }) === part
    );
    if (chosen.length === 0) {
      throw new InputError("No image is in that part", {
        option: "--part",
        found: `${part} of fold ${fold}, of ${pairs.length} images`,
        hint: "The name of an image says which part it is in",
      });
    }
    const tasks = chosen.map(({ stem, paths }): ImageTask => ({
      labels: paths.labels as string,
      ...(masks === undefined
        ? { image: paths.images as string }
        : { masks: paths.masks as string }),
      method,
      thresholds: iouThresholds(number("step")),
      diameter: diameterIn(text("diameter")),
      checkpoint: folds === undefined
        ? weights.checkpoint
        : join(folds, `fold-${foldOf(stem)}`, "weights.safetensors"),
      model: weights.model,
    }));
    if (masks === undefined && part === "validation") {
      await checkHeldOut({ method, ...weights }, fold, part);
    }
    if (masks === undefined && (part === "test" || folds !== undefined)) {
      const learned = new Map(tasks.map((task, i) => [foldOf(chosen[i]?.stem ?? ""), task]));
      for (const [fold, task] of learned) await checkHeldOut(task, fold);
    }
    const told = masks === undefined && part === undefined && folds === undefined
      ? await learnedOf(chosen.map(({ stem }) => stem), { method, ...weights })
      : undefined;
    const scores = await scoreAll(tasks, masks !== undefined, invocation);
    const pooled = poolScores(scores, { seed: number("seed") ?? 1 });
    if (json) {
      const perImage = scores.map((score, i) => ({ name: chosen[i]?.name, ...score }));
      const judged = {
        ...(masks === undefined ? { method } : { masks }),
        ...(folds ? { folds } : {}),
        ...(told === undefined ? {} : { learned: told }),
      };
      print(JSON.stringify({ ...judged, part: part ?? "all", pooled, perImage, unmatched }));
      return;
    }
    for (const line of report(pooled, part)) print(line);
    if (told) {
      print(
        `\n${told} of these images have taught the method, or chosen its settings: this says ` +
          "nothing about new ones; --part test scores images that it has never seen",
      );
    }
    if (part === "train" && masks === undefined) {
      print("\nMethods are fitted on train images: this says nothing about new ones");
    }
    for (const [kind, files] of Object.entries(unmatched)) {
      if (files.length === 0) continue;
      const one = files.length === 1;
      print(
        `\n${files.length} ${one ? kind.replace(/s$/, "") : kind} without a partner ` +
          `${one ? "was" : "were"} not scored:`,
      );
      for (const file of files) print(`  ${file}`);
    }
  },
};

/** How many images a method has learned, by their names; undefined where it does not say. */
async function learnedOf(
  stems: readonly string[],
  { method, checkpoint }: { method: string; checkpoint?: string },
): Promise<number | undefined> {
  const left = await findSegmenter(method).leftAlone?.({ checkpoint });
  const learned = left?.images && new Set(left.images);
  return learned && stems.filter((stem) => learned.has(stem)).length;
}

/** A diameter in pixels; images alone do not say how large their pixels are. */
function diameterIn(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const diameter = Number(/^(\d+(?:\.\d+)?)\s*(?:px)?$/.exec(value.trim())?.[1]);
  if (diameter > 0) return diameter;
  throw new InputError("--diameter must be a length above 0 in pixels", {
    found: value,
    allowed: "for example 25 or 25px",
  });
}

/** Ready-made labels need no images and no weights: who names some expects another score. */
function refuseBeside(masks: string, { text }: Invocation): void {
  const given = ["images", "diameter", ...weightOptions].find((name) => text(name) !== undefined) ??
    (text("method") === usualMethod ? undefined : "method");
  if (given === undefined) return;
  throw new InputError("--masks are scored as they are, without a method", {
    found: `--masks ${masks} --${given} ${text(given)}`,
    allowed: "--masks, or --images and a method",
  });
}

/** Nuclei are not pooled with the cells around them. */
function checkOneCompartment(names: readonly string[], labels: string): void {
  const found = compartments.filter((one) => names.some((name) => name.startsWith(`${one}/`)));
  if (found.length < 2) return;
  throw new InputError("Labels are scored one compartment at a time", {
    option: "--labels",
    file: labels,
    found: found.join(" and "),
    allowed: found.map((one) => `${labels.replace(/\/$/, "")}/${one}`).join(" or "),
    hint: "The same folder of --masks belongs to it",
  });
}

/** The folder of networks of which each has not learned one fold; only the project's own can be so. */
function foldsIn({ text }: Invocation): string | undefined {
  const folds = text("folds");
  if (folds === undefined) return undefined;
  const others = ["checkpoint", "masks", "part", "fold"].filter((name) => text(name) !== undefined);
  const method = text("method");
  if (others.length === 0 && method === usualMethod) return folds;
  throw new InputError("--folds scores every image with a network of its own", {
    found: others.length === 0 ? `--method ${method}` : others.map((name) => `--${name}`),
    allowed: `--method ${usualMethod}, and neither --checkpoint, --masks, --part nor --fold`,
  });
}

async function scoreAll(
  tasks: ImageTask[],
  ready: boolean,
  invocation: Invocation,
): Promise<SegmentationScore[]> {
  const { signal, json } = invocation, bar = progressBar();
  const threads = ready || findSegmenter(tasks[0]?.method ?? "").threads;
  return await runTasks<ImageTask, SegmentationScore>(tasks, {
    worker: new URL("./worker.ts", import.meta.url),
    here: threads ? undefined : scoreImage,
    workers: wholeNumber(invocation, "workers"),
    signal,
    onDone: (done) => {
      if (!json && done % 50 === 0) bar.line(`${done} of ${counted(tasks.length, "image")} scored`);
    },
  });
}

const parts = ["train", "validation", "test"] as const satisfies Part[];

function report(pooled: PooledScore, part: Part | undefined): string[] {
  const { images, truth, found, levels, perImage, intervals, meanIou, split, merged } = pooled;
  const cells = (values: (string | number)[]) =>
    values.map((value) => (typeof value === "number" ? value.toFixed(3) : value).padStart(10))
      .join("");
  const range = ({ low, high }: { low: number; high: number }) =>
    `${low.toFixed(3)}-${high.toFixed(3)}`;
  return [
    `${counted(images, "image")}${part === undefined ? "" : ` (${part})`}: ${
      counted(truth, "true object")
    }, ${found} ` +
    `found; mean IoU of pairs ${Number.isNaN(meanIou) ? "none" : meanIou.toFixed(3)}; ${
      counted(split, "true object")
    } cut up, ${merged === 1 ? "1 found object joins" : `${merged} found objects join`} several`,
    "",
    cells(["IoU", "TP", "FP", "FN", "precision", "recall", "F1"]) + "     95 % of F1" +
    cells(["AP"]) + "     95 % of AP" + cells(["image F1", "image AP"]),
    ...levels.map((level, i) =>
      cells([level.iou.toFixed(2), `${level.tp}`, `${level.fp}`, `${level.fn}`]) +
      cells([level.precision, level.recall, level.f1]) +
      range((intervals[i] as PooledScore["intervals"][number]).f1).padStart(15) +
      cells([level.ap]) +
      range((intervals[i] as PooledScore["intervals"][number]).ap).padStart(15) +
      cells([perImage[i]?.f1 ?? NaN, perImage[i]?.ap ?? NaN])
    ),
  ];
}
