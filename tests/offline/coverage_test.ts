import { assertEquals } from "@std/assert";
import { extname, join } from "node:path";
import { projectRoot } from "../../lib/core/files.ts";
import * as assertions from "../../lib/offline/assert/mod.ts";
import * as csv from "../../lib/offline/csv/mod.ts";

const standIns: Record<string, object> = { assert: assertions, csv };

/** TypeScript and notebooks of a folder, with their text. */
async function* sources(folder: string): AsyncGenerator<[path: string, text: string]> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* sources(path);
    else if ([".ts", ".ipynb"].includes(extname(name))) yield [path, await Deno.readTextFile(path)];
  }
}

Deno.test("everything that the project takes from the two JSR packages is in the stand-ins", async () => {
  const missing: string[] = [];
  for (const folder of ["lib", "tests", "notebooks"]) {
    for await (const [path, text] of sources(join(projectRoot, folder))) {
      for (
        const [, names = "", kind = ""] of text.matchAll(
          /import\s*\{([^}]*)\}\s*from\s*\\?"@std\/(\w+)/g,
        )
      ) {
        const wanted = names.split(",").map((name) => name.replaceAll(/\\n"|"|\s/g, ""))
          .filter((name) => name !== "" && !name.startsWith("type"));
        for (const name of wanted) {
          if (!(name in (standIns[kind] ?? {}))) missing.push(`${path}: ${name} of @std/${kind}`);
        }
      }
    }
  }
  assertEquals(missing, []);
});
