/** Runs the command line of `c2s` that it is given, and prints the most memory it had, bytes. */
import { main } from "../main.ts";
import { PeakMemory } from "./peak_memory.ts";

/** Linux keeps the peak itself, to the page; elsewhere a thread has to look, which takes its own. */
const kept = Deno.build.os === "linux";
const memory = kept ? undefined : new PeakMemory();
const code = await main(Deno.args, () => {});
console.log(await memory?.peak() ?? highWater());
Deno.exit(code);

function highWater(): number {
  const status = Deno.readTextFileSync("/proc/self/status");
  return 1024 * Number(/^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]);
}
