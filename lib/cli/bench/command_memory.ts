import { fileURLToPath } from "node:url";

/**
 * Runs a command of `c2s` in a process of its own, with all its threads.
 *
 * @param args The words after `c2s`.
 * @returns The most memory that the process had, bytes.
 * @throws {Error} with what the command complained of where it fails.
 *
 * @example
 * ```ts
 * import { commandMemory } from "./command_memory.ts";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => commandMemory(["measure"]), Error, "--index is missing");
 * ```
 */
export async function commandMemory(args: readonly string[]): Promise<number> {
  const script = fileURLToPath(new URL("./command_memory_process.ts", import.meta.url));
  const config = fileURLToPath(new URL("../../../deno.json", import.meta.url));
  // All rights, for what the system knows of a process takes them.
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-q", "--no-check", "--v8-flags=--expose-gc", "--config", config, "-A"],
      ...[script, ...args],
    ],
  }).output();
  const text = new TextDecoder();
  if (!success) throw new Error(`c2s ${args.join(" ")} failed: ${text.decode(stderr).trim()}`);
  return Number(text.decode(stdout));
}
