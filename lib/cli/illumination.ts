import { counted } from "../core/counted.ts";
import { InputError } from "../core/errors.ts";
import type { IlluminationOptions } from "../image/illumination.ts";
import type { Command, Invocation } from "./command.ts";
import { counter } from "./counter.ts";
import { type IlluminatedScreen, illuminateScreen } from "./illumination/run.ts";
import { openIndex } from "./open_index.ts";
import { fieldOptions, indexOption, oneOf, wholeNumber } from "./shared_options.ts";

const statistics = ["foreground", "mean", "median"] as const;
const smoothings = ["polynomial", "gaussian", "median", "none"] as const;
const rescales = ["mean", "median", "minimum"] as const;

/** `c2s illumination`: how light falls on each plate and channel, to correct images by. */
export const command: Command = {
  name: "illumination",
  summary: "find how light falls, from all fields of each plate and channel",
  options: {
    ...indexOption,
    out: {
      type: "string",
      value: "DIR",
      description: "folder of the light, <plate>/<channel>.npy (required)",
    },
    statistic: {
      type: "string",
      value: "NAME",
      description: `what stands for a place: ${statistics.join(", ")} (default: foreground where ` +
        `it covers less than 30 % of the pixels, otherwise mean)`,
    },
    smoothing: {
      type: "string",
      value: "NAME",
      description: `of the average image: ${smoothings.join(", ")} (default: polynomial)`,
    },
    size: {
      type: "string",
      value: "PX",
      description: "of gaussian or median smoothing (default: an eighth of the longer side)",
    },
    rescale: {
      type: "string",
      value: "NAME",
      description: `what becomes 1: ${rescales.join(", ")} (default: mean)`,
    },
    offset: {
      type: "string",
      value: "X",
      description: "grey value of the camera without light, if it was measured (default: 0)",
    },
    plain: {
      type: "boolean",
      description:
        "do not shrink patterns that groups of images disagree on (with --statistic mean: " +
        "as CellProfiler)",
    },
    ...fieldOptions,
  },
  example: "c2s illumination --index screen/index.csv --out light",
  run: async (invocation) => {
    const { required, flag, json, signal, print } = invocation;
    const [file, out] = [required("index"), required("out")];
    const workers = wholeNumber(invocation, "workers"), skipBad = flag("skip-bad");
    const options = optionsOf(invocation);
    const index = await openIndex(file, skipBad);
    const started = performance.now(), count = counter("plate and channel", { json });
    const running = { skipBad, signal, workers, onDone: count.show };
    const result = await illuminateScreen({ index, out, options, ...running }).finally(count.end);
    const seconds = (performance.now() - started) / 1000;
    const { cautions } = index;
    if (json) print(JSON.stringify({ out, options, ...result, seconds, cautions }));
    else for (const line of summary(out, result, seconds)) print(line);
  },
};

function optionsOf(invocation: Invocation): IlluminationOptions {
  const { number, flag } = invocation;
  const size = number("size"), offset = number("offset");
  if (size !== undefined && !(size > 0)) {
    throw new InputError("--size must be above 0 pixels", { found: size });
  }
  if (offset !== undefined && !(offset >= 0 && offset < 65535)) {
    throw new InputError("--offset must be a grey value", { found: offset, allowed: "0 to 65534" });
  }
  const smoothing = oneOf(invocation, "smoothing", smoothings);
  if (size !== undefined && smoothing !== "gaussian" && smoothing !== "median") {
    throw new InputError("--size is for a smoothing that has one", {
      found: `--size ${size}`,
      allowed: "with --smoothing gaussian or median",
    });
  }
  return {
    statistic: oneOf(invocation, "statistic", statistics),
    smoothing,
    rescale: oneOf(invocation, "rescale", rescales),
    size,
    offset,
    guard: !flag("plain"),
  };
}

function summary(out: string, { lights, resumed }: IlluminatedScreen, seconds: number): string[] {
  const plates = new Set(lights.map(({ plate }) => plate)).size;
  const unsure = lights.filter(({ reliability }) => reliability < 0.5);
  const skipped = new Map(
    lights.flatMap(({ skipped }) => skipped).map(({ field, reason }) => [field, reason]),
  );
  return [
    `${out}: light of ${lights.length} plates and channels (${counted(plates, "plate")}) in ` +
    `${seconds.toFixed(1)} s${resumed > 0 ? ` (${resumed} found before)` : ""}`,
    ...lights.map(({ plate, channel, images, reliability, lowest, highest }) =>
      `  ${plate} ${channel}: ${lowest.toFixed(2)} to ${highest.toFixed(2)}, ` +
      `reliability ${reliability.toFixed(2)}, ${counted(images, "image")}`
    ),
    ...(unsure.length > 0
      ? [
        `${unsure.length} of ${lights.length} patterns are less than half reliable: ` +
        enough(unsure),
      ]
      : []),
    ...[...skipped].map(([field, reason]) => `left out ${field}: ${reason}`),
  ];
}

/**
 * How many images would make the patterns half reliable: noise falls with their number, and what they
 * share stays.
 */
function enough(unsure: readonly { images: number; reliability: number }[]): string {
  const wanted = unsure.map(({ images, reliability }) => images * (1 - reliability) / reliability);
  const most = Math.ceil(Math.max(...wanted));
  return Number.isFinite(most)
    ? `about ${most} images of each would make all of them so, unless the light is even`
    : "the light is even, or more images are needed to see how it falls";
}
