import { formatNumber } from "./number.ts";

/** Parts of a Vega-Lite colour encoding. */
export interface ClampedColour {
  /** For its `scale`. */
  scale: { domain?: [number, number]; clamp?: boolean };
  /** For its `legend`. */
  legend: { values?: number[]; labelExpr?: string };
}

/**
 * A scale of colour with the ends given. Where values lie beyond, they take the colour of the end, and
 * the legend says `2 or more`: a colour continued beyond the scale would look like none.
 *
 * @param values All values that are coloured; what is not finite is passed over.
 * @param domain Ends of the scale; defaults to the range of the values.
 * @param middle The third number in the legend; defaults to the mean of the ends.
 *
 * @example
 * ```ts
 * import { clampedColour } from "./clamped_colour.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(clampedColour([0, 1], [0, 2]).scale, { domain: [0, 2] });
 * assertEquals(clampedColour([0, 9], [0, 2]).scale, { domain: [0, 2], clamp: true });
 * ```
 */
export function clampedColour(
  values: Iterable<number>,
  domain?: [number, number],
  middle?: number,
): ClampedColour {
  if (domain === undefined) return { scale: {}, legend: {} };
  const low = Math.min(...domain), high = Math.max(...domain);
  // A distance of a thing to itself may be -1e-16, which no colour tells from 0.
  const slack = 1e-6 * (high - low);
  let below = false, above = false;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    below ||= value < low - slack;
    above ||= value > high + slack;
  }
  if (!below && !above) return { scale: { domain }, legend: {} };
  const marks = [domain[0], middle ?? (low + high) / 2, domain[1]];
  const texts = marks.map((mark) =>
    `${formatNumber(mark)}${above && mark === high ? " or more" : ""}${
      below && mark === low ? " or less" : ""
    }`
  );
  return {
    scale: { domain, clamp: true },
    legend: {
      values: marks,
      labelExpr: `${JSON.stringify(texts)}[indexof(${JSON.stringify(marks)}, datum.value)]`,
    },
  };
}
