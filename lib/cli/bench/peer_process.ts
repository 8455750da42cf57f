import { fileURLToPath } from "node:url";
import { TextLineStream } from "./lines.ts";

/** One run of a peer. */
export interface PeerRun {
  /** Seconds it took, without starting the program. */
  seconds: number;
  /** Most memory the process ever had, bytes. */
  peakBytes: number;
  /** What it gave, as text. */
  result: string;
}

/** A peer that has its input and waits. */
export interface PeerProcess {
  /** Does one run. */
  run: () => Promise<PeerRun>;
  /** Ends the program. */
  end: () => Promise<void>;
}

/**
 * Starts a peer's program and lets it read its input.
 *
 * @param python The Python that has its packages.
 * @param script Its file.
 * @param argument Its only argument.
 * @throws {Error} with the last words of the program where it fails.
 */
export async function startPeer(
  python: string,
  script: URL,
  argument: string,
): Promise<PeerProcess> {
  const server = fileURLToPath(new URL("./serve.py", import.meta.url));
  const child = new Deno.Command(python, {
    args: [server, fileURLToPath(script), argument],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
    // One thread each way: what is compared is the work, not the number of cores taken.
    env: { PYTHONNOUSERSITE: "1", OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  }).spawn();
  const writer = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  const answer = async () => {
    const { value, done } = await lines.read();
    if (done) throw new Error(`${fileURLToPath(script)} ended before it was done, see above`);
    return JSON.parse(value) as PeerRun;
  };
  await answer();
  return {
    run: async () => {
      await writer.write(new TextEncoder().encode("run\n"));
      return await answer();
    },
    end: async () => {
      await writer.close();
      await lines.cancel();
      await child.status;
    },
  };
}
