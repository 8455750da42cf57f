import { join } from "node:path";
import { writeAtomic } from "../../core/files.ts";
import { run } from "./process.ts";
import type { Context, Step } from "./step.ts";

/**
 * Tries whether Deno can load the JSR packages; where it cannot, puts the stand-ins of
 * `lib/offline` in their place (see the README there).
 *
 * The trial is Deno's own: it honours proxies, certificates, mirrors and what is cached already.
 * Reachable leaves no stand-in behind, so it is tried anew each time, from the cache;
 * unreachable is believed for a day, because a silent firewall costs the full three seconds.
 */
export const jsr: Step = {
  name: "JSR packages",
  fingerprint: async (context) =>
    JSON.stringify([
      new Date().toISOString().slice(0, 10),
      await packages(context),
      await Promise.all(standIns.map((name) => Deno.readTextFile(committed(context, name)))),
    ]),
  outputs: (context) => standIns.map((name) => active(context, name)),
  run: async (context) => {
    if (await reachable(context)) {
      for (const name of standIns) {
        await Deno.remove(active(context, name)).catch((error) => {
          if (!(error instanceof Deno.errors.NotFound)) throw error;
        });
      }
      return "the real ones";
    }
    for (const name of standIns) {
      const text = await Deno.readTextFile(committed(context, name));
      await writeAtomic(active(context, name), text.replace('"@offline/', '"@std/'));
    }
    return "JSR is out of reach, so the local stand-ins of lib/offline serve";
  },
};

const standIns = ["assert", "csv"];

function committed({ root }: Context, name: string): string {
  return join(root, "lib", "offline", name, "deno.jsonc");
}

function active({ root }: Context, name: string): string {
  return join(root, "lib", "offline", name, "deno.json");
}

async function packages({ root }: Context): Promise<string[]> {
  const { imports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json"))) as {
    imports: Record<string, string>;
  };
  return Object.values(imports).filter((specifier) => specifier.startsWith("jsr:"));
}

async function reachable(context: Context): Promise<boolean> {
  // Without the project's configuration, because that names the stand-ins.
  const args = ["cache", "--no-config", "--no-lock", "--quiet", ...await packages(context)];
  const { signal, env = {} } = context;
  const { code } = await run(Deno.execPath(), args, { signal, env, timeout: 3000 });
  return code === 0;
}
