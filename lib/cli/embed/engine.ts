import { writeAtomic } from "../../core/files.ts";
import { type Engine, engines } from "../embedders.ts";

/** What ran a network, as an unfinished run keeps it beside its rows. */
type Taken = Exclude<Engine, "auto">;

const fileOf = (out: string) => `${out}.parts/engine.txt`;

/**
 * Keeps which engine makes the rows of an output, so that a run which goes on makes the rest by the same:
 * two engines differ in the last digits.
 *
 * @param out The output.
 * @param engine The engine.
 *
 * @example
 * ```ts
 * import { keepEngine, keptEngine } from "./engine.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await keepEngine(`${folder}/out.csv`, "onnx");
 * assertEquals(await keptEngine(`${folder}/out.csv`), "onnx");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function keepEngine(out: string, engine: Taken): Promise<void> {
  await writeAtomic(fileOf(out), engine);
}

/** The engine of an unfinished run; undefined where there is none. */
export async function keptEngine(out: string): Promise<Taken | undefined> {
  const text = await Deno.readTextFile(fileOf(out)).catch(() => undefined);
  return engines.find((one): one is Taken => one !== "auto" && one === text);
}
