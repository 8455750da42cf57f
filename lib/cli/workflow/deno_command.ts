import { basename, delimiter, isAbsolute, join } from "node:path";

/** What {@link denoCommand} goes by. */
export interface DenoCommandOptions {
  /** Folders in which a command is looked for, as in `PATH`; defaults to this process' own. */
  path?: string;
  /** The Deno that runs; defaults to this one. */
  own?: string;
}

/**
 * How jobs call Deno: as `deno` where that is this one, else by its path.
 *
 * A Deno of npx lies in a cache that may be emptied, and nodes of a cluster need not have it there, so that the
 * bare name is better wherever it means the same. Folders of npm are passed over: npx adds them for its own
 * command alone. Versions are told by the bytes of the file, since c2s may start no other program.
 *
 * @param options Where to look, for what.
 *
 * @example
 * ```ts
 * import { denoCommand } from "./deno_command.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await denoCommand({ path: "/no/such/folder" }), Deno.execPath());
 * ```
 */
export async function denoCommand(
  { path = Deno.env.get("PATH") ?? "", own = Deno.execPath() }: DenoCommandOptions = {},
): Promise<string> {
  const folders = path.split(delimiter)
    .filter((folder) => isAbsolute(folder) && !/[\\/]node_modules[\\/]/.test(`${folder}/`));
  const name = /\.exe$/i.test(basename(own)) ? "deno.exe" : "deno";
  for (const folder of folders) {
    const found = join(folder, name);
    const isFile = (await Deno.stat(found).catch(() => undefined))?.isFile;
    // The first is what a shell would take.
    if (isFile) return await areSame(found, own) ? "deno" : own;
  }
  return own;
}

async function areSame(one: string, other: string): Promise<boolean> {
  if (await Deno.realPath(one) === await Deno.realPath(other)) return true;
  using a = await Deno.open(one);
  using b = await Deno.open(other);
  if ((await a.stat()).size !== (await b.stat()).size) return false;
  for (;;) {
    const [mine, theirs] = [await block(a), await block(b)];
    if (mine.length === 0) return true;
    if (mine.some((byte, i) => byte !== theirs[i])) return false;
  }
}

/** The next bytes of a file, fewer only at its end. */
async function block(file: Deno.FsFile): Promise<Uint8Array> {
  const bytes = new Uint8Array(1 << 20);
  let filled = 0;
  while (filled < bytes.length) {
    const more = await file.read(bytes.subarray(filled));
    if (more === null) break;
    filled += more;
  }
  return bytes.subarray(0, filled);
}
