import { findContacts } from "./contacts.ts";
import { fragmentsOf } from "./fragments.ts";
import { joinFragments, type JoinRating } from "./join_fragments.ts";
import { joinChance, joinFeatures } from "./join_rule.ts";
import type { NuclearMask } from "./mask.ts";
import { measureParts } from "./parts.ts";

/** Fragments that are more likely than this one nucleus are joined. */
export const joinLimit = 0.45;

/**
 * Parts touching nuclei: cuts the mask into fragments, more than there are nuclei, and joins those
 * again that together look like one.
 *
 * @param levels Smoothed levels [height × width].
 * @param width Pixels across.
 * @param nuclear Mask, its distances, diameter.
 * @param background Level of the background.
 * @returns Label image, one number a nucleus, with gaps in the numbers.
 */
export function partClumps(
  levels: Uint16Array,
  width: number,
  nuclear: NuclearMask,
  background: number,
): Int32Array {
  const typical = Math.PI / 4 * nuclear.diameter ** 2;
  const rate: JoinRating = (a, b, contact) => joinChance(joinFeatures(a, b, contact, typical));
  const labels = fragmentsOf(levels, width, nuclear);
  const parts = measureParts(labels, levels, width, background);
  const owners = joinFragments(
    parts,
    findContacts(labels, levels, width, background),
    rate,
    joinLimit,
  );
  for (let i = 0; i < labels.length; i++) labels[i] = owners[labels[i] as number] as number;
  return labels;
}
