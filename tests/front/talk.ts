import { jupyterEnvironment } from "../../lib/cli/setup/environment.ts";

/** A message of the kernel, with the number of the cell that it belongs to, from 1. */
export interface Message {
  cell: number;
  type: string;
  content: {
    data?: Record<string, unknown>;
    metadata?: Record<string, unknown>;
    transient?: { display_id?: string };
    text?: string;
    ename?: string;
    evalue?: string;
  };
}

/** A cell to run; Stop is pressed a moment after it has put out the text of `stop`. */
export interface Said {
  code: string;
  stop?: string;
}

/**
 * Runs cells in the project's kernel by the kernel protocol, as VS Code does.
 *
 * @param folder Folder of the notebook.
 * @param cells What to run.
 * @returns Every output, in order.
 */
export async function talk(folder: string, cells: readonly Said[]): Promise<Message[]> {
  const { python, env } = jupyterEnvironment();
  const script = decodeURIComponent(new URL("talk.py", import.meta.url).pathname);
  const child = new Deno.Command(python, {
    args: [script],
    env,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new TextEncoder().encode(JSON.stringify({ folder, cells })));
  await input.close();
  const { stdout, stderr, success } = await child.output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (!success) throw new Error(`The kernel cannot be talked to: ${decode(stderr).slice(-600)}`);
  return decode(stdout).split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}
