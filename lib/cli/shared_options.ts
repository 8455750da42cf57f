import { InputError } from "../core/errors.ts";
import { FOLDS } from "../segment/split.ts";
import type { Invocation, Option } from "./command.ts";
import { methodsTaking, segmenters, usualMethod } from "./segmenters.ts";

/** Option of every command that works on all cores. */
export const workersOption: Record<string, Option> = {
  workers: { type: "string", value: "N", description: "threads (default: all cores)" },
};

/** Options of every command that goes through the fields of an index; `--index` itself comes first. */
export const fieldOptions: Record<string, Option> = {
  "skip-bad": {
    type: "boolean",
    description: "leave out fields that cannot be read, and say which",
  },
  ...workersOption,
};

/** The index that a command goes through. */
export const indexOption: Record<string, Option> = {
  index: {
    type: "string",
    value: "FILE",
    description: "CSV of fields, or a folder in BBBC021's layout (required)",
  },
};

/** The channel of the nuclei. */
export const nucleiOption: Record<string, Option> = {
  nuclei: {
    type: "string",
    value: "CHANNEL",
    description: "channel of the nuclei (default: the one named DNA, DAPI or Hoechst)",
  },
};

/** Light that images are corrected by while they are read. */
export const illuminationOption: Record<string, Option> = {
  illumination: {
    type: "string",
    value: "DIR",
    description: "correct the light by what c2s illumination wrote there (default: as it is)",
  },
};

/** Background that is subtracted from images while they are read. */
export const backgroundOption: Record<string, Option> = {
  background: {
    type: "string",
    value: "PX",
    description:
      "subtract the background, by a disk of this radius, wider than a cell's (default: none)",
  },
};

const methods = Object.entries(segmenters).map(([name, { summary }]) => `${name} (${summary})`);

/** Method that finds nuclei, and its weights; the names come from the table of methods. */
export const methodOptions: Record<string, Option> = {
  method: {
    type: "string",
    value: "NAME",
    description: `for nuclei: ${methods.join("; ")} (default: ${usualMethod})`,
    default: usualMethod,
  },
  checkpoint: {
    type: "string",
    value: "FILE",
    description: `weights of one's own, for ${methodsTaking("checkpoint").join(" and ")}`,
  },
  model: {
    type: "string",
    value: "NAME",
    description: `published weights, for ${methodsTaking("model").join(" and ")}: ` +
      "nuclei, cyto, cyto2 or cyto3 of cellpose-models",
  },
};

/** Which fifth of the nucleus images nothing learns from. */
export const foldOption = {
  type: "string",
  value: "N",
  description: "fifth of the images that is for testing, 0 to 4 (default: 0)",
} as const satisfies Option;

/**
 * The fold that `--fold` names.
 *
 * @returns undefined where the option is not given.
 * @throws {InputError} for another number.
 *
 * @example
 * ```ts
 * import { foldIn } from "./shared_options.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => foldIn({ number: () => 5 }), Error, "found 5, allowed: 0 to 4");
 * ```
 */
export function foldIn({ number }: Pick<Invocation, "number">): number | undefined {
  const fold = number("fold");
  if (fold === undefined || (Number.isInteger(fold) && fold >= 0 && fold < FOLDS)) return fold;
  throw new InputError("--fold has no such part of the images", {
    found: fold,
    allowed: `0 to ${FOLDS - 1}`,
  });
}

/**
 * A whole number that an option gives.
 *
 * @param name Name of the option.
 * @param least Smallest that is allowed; defaults to 1.
 * @returns undefined where the option is not given.
 * @throws {InputError} for another number.
 *
 * @example
 * ```ts
 * import { wholeNumber } from "./shared_options.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => wholeNumber({ number: () => 0.5 }, "workers"), Error, "from 1: found 0.5");
 * ```
 */
export function wholeNumber(
  { number }: Pick<Invocation, "number">,
  name: string,
  least = 1,
): number | undefined {
  const value = number(name);
  if (value === undefined || (Number.isInteger(value) && value >= least)) return value;
  throw new InputError(`--${name} must be a whole number from ${least}`, { found: value });
}

/**
 * A number above 0 that an option gives, such as a learning rate.
 *
 * @param name Name of the option.
 * @returns undefined where the option is not given.
 * @throws {InputError} for another number.
 *
 * @example
 * ```ts
 * import { positiveNumber } from "./shared_options.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => positiveNumber({ number: () => 0 }, "rate"), Error, "above 0: found 0");
 * ```
 */
export function positiveNumber(
  { number }: Pick<Invocation, "number">,
  name: string,
): number | undefined {
  const value = number(name);
  if (value === undefined || value > 0) return value;
  throw new InputError(`--${name} must be a number above 0`, { found: value });
}

/**
 * One of several words that an option may give.
 *
 * @throws {InputError} listing the words for another one.
 *
 * @example
 * ```ts
 * import { oneOf } from "./shared_options.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(oneOf({ text: () => "mark" }, "border", ["keep", "mark"]), "mark");
 * ```
 */
export function oneOf<Word extends string>(
  { text }: Pick<Invocation, "text">,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = text(name), word = words.find((one) => one === value);
  if (value === undefined || word !== undefined) return word;
  throw new InputError(`--${name} has no such choice`, {
    found: value,
    allowed: words.join(", "),
  });
}

/**
 * Several words that an option gives, separated by commas; upper and lower case do not differ.
 *
 * @returns undefined where the option is not given.
 * @throws {InputError} listing the words for another one, or for none.
 *
 * @example
 * ```ts
 * import { someOf } from "./shared_options.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = () => "texture, AreaShape";
 * assertEquals(someOf({ text }, "families", ["AreaShape", "Texture"]), ["Texture", "AreaShape"]);
 * ```
 */
export function someOf<Word extends string>(
  { text }: Pick<Invocation, "text">,
  name: string,
  words: readonly Word[],
): Word[] | undefined {
  const given = text(name)?.split(",").map((word) => word.trim()).filter((word) => word !== "");
  if (given?.length === 0) {
    throw new InputError(`--${name} names none`, { found: text(name), allowed: words.join(", ") });
  }
  return given?.map((found) => {
    const known = words.find((word) => word.toLowerCase() === found.toLowerCase());
    if (known !== undefined) return known;
    throw new InputError(`--${name} has a name that does not exist`, {
      found,
      allowed: words.join(", "),
    });
  });
}
