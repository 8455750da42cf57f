import { compartments } from "./label_files.ts";

/** Folders of images that a command writes, and a file beside them that only that command leaves. */
const marks = [
  { mark: "segment.json", folders: compartments, what: "files of labels that c2s segment wrote" },
  { mark: "screen.json", folders: ["truth"], what: "files of labels of a drawn screen" },
  { mark: "screen.partial.json", folders: ["truth"], what: "files of labels of a drawn screen" },
] as const;

/**
 * What a folder or file is that a command of this project left among images: labels, drawn truth, a figure.
 *
 * Folders are told by what lies beside them, not by their names alone: a plate may be called `cells`. A
 * figure is saved as PNG and PDF of one name, as no microscope does it.
 *
 * @param name Name of the file or folder.
 * @param beside Names of all that lies in the same folder.
 * @returns What it holds, a plural; undefined for what is not known to be ours.
 *
 * @example
 * ```ts
 * import { ownOutput } from "./own_output.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const beside = new Set(["cells", "nuclei", "segment.json"]);
 * assertEquals(ownOutput("cells", beside), "files of labels that c2s segment wrote");
 * assertEquals(ownOutput("cells", new Set(["cells"])), undefined);
 * ```
 */
export function ownOutput(name: string, beside: ReadonlySet<string>): string | undefined {
  const found = marks.find(({ mark, folders }) =>
    beside.has(mark) && (folders as readonly string[]).includes(name)
  );
  if (found !== undefined) return found.what;
  const isFigure = name.endsWith(".png") && beside.has(name.replace(/png$/, "pdf"));
  return isFigure ? "figures that c2s drew" : undefined;
}
