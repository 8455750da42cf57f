import { joined, type Notebook } from "../../show/notebook.ts";
import { findSolutions } from "./solutions.ts";

/**
 * A short digest of each piece of code that makes a notebook's outputs: its code cells, then the
 * solutions of its exercises.
 *
 * Prose is left out: to put a comma right needs no new run.
 *
 * @param notebook The notebook.
 * @returns The first 12 hex digits of the SHA-256 of each piece, in order.
 *
 * @example
 * ```ts
 * import { sourceDigests } from "./sources.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = [{ cell_type: "code", source: ["1 +", " 1"] }];
 * assertEquals(await sourceDigests({ cells, metadata: {} }), ["72fce59447a0"]);
 * ```
 */
export async function sourceDigests(notebook: Notebook): Promise<string[]> {
  const code = notebook.cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => joined(source));
  const pieces = [...code, ...findSolutions(notebook).map(({ source }) => source)];
  return await Promise.all(pieces.map(async (piece) => {
    const bytes = new TextEncoder().encode(piece);
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex().slice(0, 12);
  }));
}
