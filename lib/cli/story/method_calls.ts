import { join } from "node:path";
import { joined, type Notebook } from "../../show/notebook.ts";
import { partsOf } from "./scan.ts";
import { readSignature } from "./signature.ts";

/** A call of a method of `lib` in a notebook. */
export interface MethodCall {
  /** Name of the function. */
  name: string;
  /** Its module below `lib`. */
  module: string;
  /** First sentence of its doc comment. */
  summary: string;
  /** Number of the cell among all cells, from 1. */
  cell: number;
  /** Settings as the call writes them, by name. */
  given: { name: string; source: string }[];
  /** What the settings that it does not write default to. */
  defaults: Record<string, string>;
}

/** Folders of `lib` whose functions are methods: what was done to the data, not how it is shown. */
const methodFolders = ["chem", "image", "learn", "link", "profile", "segment"];

/**
 * The calls in a notebook of functions of `lib` that take settings.
 *
 * @param notebook The notebook.
 * @param lib Path of `lib`.
 * @returns Them in the order of the cells.
 *
 * @example
 * ```ts
 * import { projectRoot } from "../../core/files.ts";
 * import { findMethodCalls } from "./method_calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const written = "aggregate(wells, { by: plate });";
 * const source = 'import { aggregate } from "../lib/profile/aggregate.ts";\n' + written;
 * const cells = [{ cell_type: "code", source }];
 * const [call] = await findMethodCalls({ cells, metadata: {} }, `${projectRoot}lib`);
 * assertEquals(call?.given, [{ name: "by", source: "plate" }]);
 * ```
 */
export async function findMethodCalls(notebook: Notebook, lib: string): Promise<MethodCall[]> {
  const code = Object.entries(codeByCell(notebook))
    .map(([cell, text]) => ({ cell: Number(cell), text }));
  const calls: MethodCall[] = [];
  for (const { local, name, module } of code.flatMap(({ text }) => imports(text))) {
    if (!methodFolders.includes(module.split("/")[0] ?? "")) continue;
    const signature = await readSignature(join(lib, module), name);
    if (signature === null || signature.position === null) continue;
    const { position, summary, defaults } = signature;
    for (const { text, cell } of code) {
      for (
        const match of text.matchAll(
          new RegExp(`(?<![\\w.$])${local}(?:<[\\w\\s,|[\\]]*>)?\\(`, "g"),
        )
      ) {
        const { parts } = partsOf(text, match.index + match[0].length - 1);
        const given = settings(parts[position]);
        const unsaid = Object.entries(defaults).filter(([key]) =>
          !given.some((one) => one.name === key)
        );
        const own = { name, module, summary, cell, given };
        calls.push({ ...own, defaults: Object.fromEntries(unsaid) });
      }
    }
  }
  return calls.sort((a, b) => a.cell - b.cell);
}

function imports(text: string): { local: string; name: string; module: string }[] {
  return [...text.matchAll(/^import \{([^}]*)\} from "\.\.\/lib\/([^"]+)"/gm)]
    .flatMap(([, names = "", module = ""]) =>
      names.split(",").map((one) => one.trim()).filter((one) => one !== "" && !/^type /.test(one))
        .map((one) => {
          const [name = "", local = name] = one.split(/\s+as\s+/);
          return { name, local, module };
        })
    );
}

/** `{ a: 1, b, ...rest }` by name; an expression in place of the object is one setting. */
function settings(argument: string | undefined): MethodCall["given"] {
  if (argument === undefined) return [];
  if (!argument.startsWith("{")) return [{ name: "", source: argument }];
  return partsOf(argument, 0).parts.map((part) => {
    const [, name, source] = /^(\w+)\s*:\s*([\s\S]+)$/.exec(part) ?? [];
    if (name !== undefined && source !== undefined) return { name, source };
    return {
      name: part.startsWith("...") ? "" : part.replace(/\([\s\S]*$/, ""),
      source: part.replace(/^\.\.\./, ""),
    };
  });
}

/**
 * The code cells of a notebook by their number among all cells, from 1.
 *
 * @example
 * ```ts
 * import { codeByCell } from "./method_calls.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const cells = [{ cell_type: "markdown", source: "#" }, { cell_type: "code", source: ["a\n", "b"] }];
 * assertEquals(codeByCell({ cells, metadata: {} }), { 2: "a\nb" });
 * ```
 */
export function codeByCell({ cells }: Notebook): Record<number, string> {
  return Object.fromEntries(
    cells.flatMap(({ cell_type, source }, i) =>
      cell_type === "code" ? [[i + 1, joined(source)]] : []
    ),
  );
}
