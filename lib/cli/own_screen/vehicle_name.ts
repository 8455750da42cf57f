/** What wells without a drug are called, in small letters. */
const vehicles = new Set(
  [
    "dmso vehicle solvent mock untreated nontreated unexposed control controls ctrl ctl cntrl negcon",
    "negctrl negative neg nc ntc none pbs saline water medium media ethanol etoh methanol meoh",
    "scramble scrambled nontargeting",
  ].join(" ").split(" "),
);

/** What may stand beside it, and says nothing of a drug. */
const beside = new Set(
  [
    "only alone cell cells well wells treated treatment compound drug no non not in of with v w vol",
    "final targeting sirna shrna sgrna grna",
  ].join(" ").split(" "),
);

/** Nothing, in two words. */
const nothing = /^(no|non|not) (treatment|treated|compound|drug|targeting)\b/;

/**
 * Whether a name of a compound says that there is none: `Vehicle`, `0,1% DMSO`, `neg. control`, `untreated`.
 *
 * Every word has to; numbers and signs do not count. It is a reason to ask, and not to take such wells for
 * the control: a solvent may be what is tested, and a screen may hold several kinds of controls.
 *
 * @param name Name of a compound.
 *
 * @example
 * ```ts
 * import { isVehicleName } from "./vehicle_name.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const names = ["DMSO 0.1 %", "Mock-treated", "taxol in DMSO", "positive control"];
 * assertEquals(names.map(isVehicleName), [true, true, false, false]);
 * ```
 */
export function isVehicleName(name: string): boolean {
  const words = name.toLowerCase().replaceAll("h2o", "water").match(/\p{L}+/gu) ?? [];
  return words.every((word) => vehicles.has(word) || beside.has(word)) &&
    (words.some((word) => vehicles.has(word)) || nothing.test(words.join(" ")));
}
