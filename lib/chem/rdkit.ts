import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Log, MainModule } from "@rdkit/rdkit";

/** RDKit, loaded and guarded; see {@link loadRDKit}. */
export interface RDKit {
  /** RDKit's own functions. What they return must be freed with `delete()`. */
  readonly module: MainModule;
  /** What RDKit complained about last; emptied before each molecule is read. */
  readonly log: Log;
  /** Bytes of memory that RDKit holds. */
  memory(): number;
  /**
   * Runs work on RDKit and puts its stack back where the work fails. Without this, one molecule too
   * large would leave RDKit without stack for all that follow.
   */
  guard<T>(work: () => T): T;
}

/** Parts of the pinned release's WebAssembly code that its package keeps to itself. */
interface Internals {
  /** The memory. */
  X: WebAssembly.Memory;
  /** Reserves bytes and gives their address. */
  $(bytes: number): number;
  /** Moves the stack pointer. */
  fa(address: number): void;
  /** The stack pointer. */
  ga(): number;
}

/** Bytes of stack: the package's own 64 KiB end at chains of about 450 atoms. */
const stackSize = 8 * 1024 * 1024;

let loaded: Promise<RDKit> | undefined;

/**
 * Loads RDKit, the first time; later calls get the same.
 *
 * @returns RDKit's functions, release 2026.09.1.
 *
 * @example
 * ```ts
 * import { loadRDKit } from "./rdkit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rdkit = await loadRDKit();
 * assertEquals(rdkit.module.version(), "2026.09.1");
 * ```
 */
export function loadRDKit(): Promise<RDKit> {
  return loaded ??= load();
}

async function load(): Promise<RDKit> {
  const { default: initialise } = await import("@rdkit/rdkit") as unknown as {
    default: (options: unknown) => Promise<MainModule>;
  };
  const file = createRequire(import.meta.url).resolve("@rdkit/rdkit/RDKit_minimal.wasm");
  const code = await WebAssembly.compile(new Uint8Array(await readFile(file)));
  let instance: WebAssembly.Instance | undefined;
  const module = await initialise({
    // The package keeps its memory and its stack to itself; here they are at hand.
    instantiateWasm(imports: WebAssembly.Imports, done: (made: WebAssembly.Instance) => void) {
      instance = new WebAssembly.Instance(code, imports);
      done(instance);
      return instance.exports;
    },
  });
  if (instance === undefined) throw new Error("RDKit started without its WebAssembly code");
  const internals = instance.exports as unknown as Internals;
  const log = module.set_log_capture("rdApp.error");
  if (log === null) throw new Error("RDKit started without its log");
  module.disable_logging("rdApp.warning");
  // The stack grows down from its end, which must be a multiple of 16.
  internals.fa((internals.$(stackSize) + stackSize) & ~15);
  return {
    module,
    log,
    memory: () => internals.X.buffer.byteLength,
    guard: (work) => {
      const before = internals.ga();
      try {
        return work();
      } catch (error) {
        internals.fa(before);
        throw error;
      }
    },
  };
}
