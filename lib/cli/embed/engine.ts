import { writeAtomic } from "../../core/files.ts";
import { type Engine, engines } from "../embedders.ts";

/** What made the rows of an output: a network, and what ran it. */
export interface RowMaker {
  /** SHA-256 of the network's weights. */
  weights: string;
  /** What ran it. */
  engine: Exclude<Engine, "auto">;
}

const fileOf = (out: string) => `${out}.parts/engine.json`;

/**
 * Keeps which engine makes the rows of an output, so that a run which goes on makes the rest by the same:
 * two engines differ in the last digits. The network is kept with it: an abandoned run of another one says
 * nothing about what can run this.
 *
 * @param out The output.
 * @param maker Network and engine.
 *
 * @example
 * ```ts
 * import { keepEngine, keptEngine } from "./engine.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const out = `${await Deno.makeTempDir()}/out.csv`;
 * await keepEngine(out, { weights: "a1", engine: "onnx" });
 * assertEquals([await keptEngine(out, "a1"), await keptEngine(out, "b2")], ["onnx", undefined]);
 * await Deno.remove(`${out}.parts`, { recursive: true });
 * ```
 */
export async function keepEngine(out: string, maker: RowMaker): Promise<void> {
  await writeAtomic(fileOf(out), JSON.stringify(maker));
}

/**
 * The engine of an unfinished run of a network.
 *
 * @param out The output.
 * @param weights SHA-256 of the network's weights.
 * @returns undefined where there is no such run.
 */
export async function keptEngine(
  out: string,
  weights: string,
): Promise<RowMaker["engine"] | undefined> {
  const text = await Deno.readTextFile(fileOf(out)).catch(() => undefined);
  if (text === undefined) return undefined;
  const kept: Partial<RowMaker> = JSON.parse(text);
  if (kept.weights !== weights) return undefined;
  return engines.find((one): one is RowMaker["engine"] => one !== "auto" && one === kept.engine);
}
