import { InputError } from "../core/errors.ts";
import { makeFolder } from "../core/files.ts";

/** How {@link lockOutput} goes about it. */
export interface LockOutputOptions {
  /** What people call the output, for the error; defaults to *the file*. */
  output?: string;
  /** Waits until another run has ended, however long, instead of refusing; defaults to *false*. */
  wait?: boolean;
  /** Stops the waiting. */
  signal?: AbortSignal;
}

/** How long a run that is just ending is waited for, ms. */
const patience = 1000;

/**
 * Keeps all other runs from an output until the lock is disposed of, or the process ends in whatever way.
 *
 * The lock is the operating system's, on `<file>.lock`, which says who holds it and is gone afterwards. What
 * a killed run left of it locks nothing. Where there can be no lock, as on some network disks, the run goes
 * on without.
 *
 * @param file The output, or of a folder the file in it that says what it is.
 * @param options Name of the output, whether to wait.
 * @returns The lock.
 * @throws {InputError} naming the output and the other run, where one is writing it; the signal's reason.
 *
 * @example
 * ```ts
 * import { lockOutput } from "./lock_output.ts";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir(), out = `${folder}/cells.parquet`;
 * {
 *   using _alone = await lockOutput(out);
 *   await assertRejects(() => lockOutput(out), Error, "Another run is writing this output");
 * }
 * assertEquals([...Deno.readDirSync(folder)], []);
 * await Deno.remove(folder);
 * ```
 */
export async function lockOutput(
  file: string,
  { output = file, wait = false, signal }: LockOutputOptions = {},
): Promise<Disposable> {
  const path = `${file}.lock`, until = wait ? Infinity : performance.now() + patience;
  for (;;) {
    signal?.throwIfAborted();
    const lock = await open(path);
    if (lock === undefined) return { [Symbol.dispose]: () => {} };
    // Disks without locks throw.
    const isFree = await lock.tryLock(true).catch(() => true);
    if (isFree && await isAt(lock, path)) return held(lock, path);
    lock.close();
    if (!isFree && performance.now() > until) throw await refusal(path, output);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** undefined where the file cannot be made: what cannot be written there says so itself. */
async function open(path: string): Promise<Deno.FsFile | undefined> {
  try {
    await makeFolder(path.replace(/[/\\]?[^/\\]*$/, ""));
    return await Deno.open(path, { read: true, write: true, create: true });
  } catch {
    return undefined;
  }
}

/**
 * Whether an open file is still the one that the path names: the run that held the lock may have removed it
 * in between, and then the lock of another file keeps nobody away.
 */
async function isAt(lock: Deno.FsFile, path: string): Promise<boolean> {
  const there = await Deno.stat(path).catch(() => undefined), own = await lock.stat();
  // Not every system numbers its files.
  return there !== undefined && (!there.ino || !own.ino || there.ino === own.ino);
}

function held(lock: Deno.FsFile, path: string): Disposable {
  try {
    lock.truncateSync();
    lock.writeSync(new TextEncoder().encode(`process ${Deno.pid} on ${Deno.hostname()}\n`));
  } catch {
    // A full disk: the lock holds, and the error of the other run says less.
  }
  return {
    [Symbol.dispose]: () => {
      try {
        // Before the lock is given back: afterwards it may be another run's.
        Deno.removeSync(path);
      } catch {
        // Somebody has removed it, or the whole folder.
      }
      lock.close();
    },
  };
}

async function refusal(path: string, output: string): Promise<InputError> {
  // Windows lets nobody read a locked file.
  const holder = await Deno.readTextFile(path).catch(() => "");
  return new InputError("Another run is writing this output", {
    file: output,
    found: holder.trim() || "a lock of another process",
    allowed: "one run at a time",
    hint: "Wait until it has ended, or end it: the same line then goes on from there",
  });
}
