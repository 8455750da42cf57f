/** Runs the command line of `c2s` that it is given, and prints the most memory it had, bytes. */
import { main } from "../main.ts";
import { PeakMemory } from "./peak_memory.ts";

const memory = new PeakMemory();
const code = await main(Deno.args, () => {});
console.log(await memory.peak());
Deno.exit(code);
