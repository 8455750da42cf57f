import type { Weights } from "../network.ts";

/**
 * SHA-256 of numbers with their names.
 *
 * @param weights Numbers by name.
 * @param texts What else counts.
 *
 * @example
 * ```ts
 * import { weightsFingerprint } from "./fingerprint.ts";
 * import { assertNotEquals } from "@std/assert";
 *
 * const [one, other] = [1, 2].map((value) => ({ shape: [1], data: new Float32Array([value]) }));
 * assertNotEquals(
 *   await weightsFingerprint({ bias: one! }),
 *   await weightsFingerprint({ bias: other! }),
 * );
 * ```
 */
export async function weightsFingerprint(
  weights: Weights,
  ...texts: string[]
): Promise<string> {
  const names = Object.keys(weights).sort();
  const header = new TextEncoder().encode(JSON.stringify([texts, names]));
  const length = names.reduce((sum, name) => sum + weights[name]!.data.byteLength, 0);
  const bytes = new Uint8Array(header.length + length);
  bytes.set(header);
  let at = header.length;
  for (const name of names) {
    const { data } = weights[name]!;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
