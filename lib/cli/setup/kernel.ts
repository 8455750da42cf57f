import { join } from "node:path";
import { writeAtomic } from "../../core/files.ts";
import type { JupyterEnvironment } from "./environment.ts";
import { lastWords, run } from "./process.ts";
import { type Context, Shortfall, type Step } from "./step.ts";

/** The Deno that runs notebook cells: later ones lose outputs when cells follow fast. */
export const kernelVersion = "2.8.1";

/**
 * Installs the kernel `deno`: an own copy of the right Deno, because the one that runs set-up may
 * live in a cache that vanishes, and a kernelspec by which Stop ends the cell and keeps the rest.
 */
export const kernel: Step = {
  name: "notebook kernel",
  fingerprint: ({ place }) => Promise.resolve(`${kernelVersion} ${specification(place)}`),
  outputs: ({ place }) => [place.kernel, join(place.kernelspec, "kernel.json")],
  run: async (context) => {
    const { place } = context;
    const note = await putDeno(context);
    await writeAtomic(join(place.kernelspec, "kernel.json"), specification(place));
    return note;
  },
};

/**
 * The text of `kernel.json`.
 *
 * @param place Where Python and the Deno that runs the cells are.
 * @param windows Whether this is Windows, where Deno is started by itself; defaults to the truth.
 *
 * @example
 * ```ts
 * import { jupyterEnvironment } from "./environment.ts";
 * import { specification } from "./kernel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(JSON.parse(specification(jupyterEnvironment())).interrupt_mode, "message");
 * ```
 */
export function specification(
  place: Pick<JupyterEnvironment, "python" | "kernel">,
  windows: boolean = Deno.build.os === "windows",
): string {
  const { python, kernel } = place;
  return JSON.stringify(
    {
      argv: windows
        ? [kernel, "jupyter", "--kernel", "--conn", "{connection_file}"]
        : [python, runKernel, "{connection_file}", kernel],
      display_name: "Deno",
      language: "typescript",
      // The default kills the kernel on Stop, and with it everything computed so far.
      interrupt_mode: "message",
      // `lib/show/stop.ts` calls the collector after Stop.
      env: { DENO_V8_FLAGS: "--expose-gc" },
    },
    undefined,
    2,
  );
}

/** What starts Deno and makes Stop work; by signals, so not on Windows. */
const runKernel = decodeURIComponent(new URL("run_kernel.py", import.meta.url).pathname);

/**
 * The npm package that carries Deno for a system.
 *
 * @param build The system; defaults to this one.
 *
 * @example
 * ```ts
 * import { denoPackage } from "./kernel.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(denoPackage({ os: "linux", arch: "x86_64" }), "@deno/linux-x64-glibc");
 * ```
 */
export function denoPackage(build: { os: string; arch: string } = Deno.build): string {
  const os = { darwin: "darwin", windows: "win32" }[build.os] ?? "linux";
  const arch = build.arch === "aarch64" ? "arm64" : "x64";
  return `@deno/${os}-${arch}${os === "linux" ? "-glibc" : ""}`;
}

/**
 * Puts the kernel's Deno in its place.
 *
 * @param context Where.
 * @param running Version of the Deno that runs now; that one is copied where it fits.
 * @returns What was got.
 * @throws {Shortfall} where npm does not give it.
 */
export async function putDeno(
  context: Context,
  running: string = Deno.version.deno,
): Promise<string> {
  const { kernel } = context.place;
  const copy = (from: string) =>
    writeAtomic(kernel, async (temporary) => {
      await Deno.copyFile(from, temporary);
      if (Deno.build.os !== "windows") await Deno.chmod(temporary, 0o755);
    });
  if (running === kernelVersion) {
    await copy(Deno.execPath());
    return `Deno ${kernelVersion}`;
  }
  const folder = join(context.place.venv, "deno.partial");
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  try {
    const name = denoPackage();
    // An own configuration, so that neither the project's packages nor its lock take part.
    await Deno.writeTextFile(
      join(folder, "deno.json"),
      JSON.stringify({
        nodeModulesDir: "auto",
        lock: false,
        imports: { deno: `npm:${name}@${kernelVersion}` },
      }),
    );
    const outcome = await run(Deno.execPath(), ["install", "--quiet"], {
      cwd: folder,
      signal: context.signal,
      env: context.env ?? {},
    });
    const program = Deno.build.os === "windows" ? "deno.exe" : "deno";
    if (outcome.code === 0) {
      const [scope = "", part = ""] = name.split("/");
      await copy(join(folder, "node_modules", scope, part, program));
      return `Deno ${kernelVersion} from npm, as this is ${running}`;
    }
    throw new Shortfall(
      `Deno ${kernelVersion} cannot be had from npm (${lastWords(outcome)}); ` +
        `run this again as: npx -y deno@${kernelVersion} task setup`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true }).catch(() => {});
  }
}
