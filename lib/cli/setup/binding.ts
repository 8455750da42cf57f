import { join } from "node:path";
import { exists } from "../../core/files.ts";
import { lockNames } from "./locked_names.ts";
import { lastWords, run, which } from "./process.ts";
import { type Context, Shortfall, type Step } from "./step.ts";
import { tensorflowFolder, tensorflowLibraries } from "./tensorflow.ts";

/** Where the native half of `@tensorflow/tfjs-node-gpu` belongs. */
export function bindingPath({ root }: Pick<Context, "root">): string {
  return join(packageFolder({ root }), "lib", "napi-v8", "tfjs_binding.node");
}

function packageFolder({ root }: Pick<Context, "root">): string {
  return join(root, "node_modules", "@tensorflow", "tfjs-node-gpu");
}

/**
 * Compiles the native half of `@tensorflow/tfjs-node-gpu` from the package's own sources against
 * the TensorFlow of `.venv`. The one that the package would download is of 2022, for CUDA 11.2.
 */
export const binding: Step = {
  name: "TensorFlow binding",
  fingerprint: async (context) => {
    const manifest = join(packageFolder(context), "package.json");
    // The library's own time tells one TensorFlow from another without reading its 800 MB.
    const libraries = await Promise.all(
      sharedLibraries(context).map((path) => Deno.stat(path).catch(() => undefined)),
    );
    return JSON.stringify([
      await Deno.readTextFile(manifest),
      await backendSource(context),
      libraries.map((file) => [file?.size, file?.mtime]),
    ]);
  },
  outputs: (context) => [bindingPath(context), ...sharedLibraries(context)],
  run: async (context) => {
    for (const path of sharedLibraries(context)) {
      if (!await exists(path)) {
        throw new Shortfall(
          "not compiled, as TensorFlow's library is missing; webgpu or wasm serve",
        );
      }
    }
    const compiler = await findCompiler(context);
    if (compiler === undefined) {
      throw new Shortfall(
        "no C++ compiler (looked for $CXX, g++, clang++, c++), so webgpu or wasm serve; " +
          "with one (Debian, Ubuntu: apt install g++; macOS: xcode-select --install) " +
          "training is several times faster",
      );
    }
    await build(context, compiler);
    return "compiled, and it loads";
  },
};

function sharedLibraries(context: Context): string[] {
  return tensorflowLibraries().map((name) => join(tensorflowFolder(context), name));
}

async function findCompiler({ env = {} }: Context): Promise<string | undefined> {
  const own = env.CXX ?? Deno.env.get("CXX") ?? "";
  for (const name of [own, "g++", "clang++", "c++"]) {
    if (name !== "" && (await exists(name) || await which(name, env.PATH) !== undefined)) {
      return name;
    }
  }
  return undefined;
}

async function build(context: Context, compiler: string): Promise<void> {
  const { root, signal, env = {} } = context;
  const target = bindingPath(context);
  const folder = join(target, "..");
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(folder)) {
    if (name.startsWith("partial-")) await Deno.remove(join(folder, name));
  }
  // Node opens nothing but *.node, so the temporary name ends so too.
  const temporary = join(folder, `partial-${Deno.pid}.node`);
  const backend = join(folder, `partial-${Deno.pid}.cc`);
  try {
    await Deno.writeTextFile(backend, await backendSource(context));
    const args = compilerArguments(context, backend, temporary);
    const outcome = await run(compiler, args, { cwd: packageFolder(context), signal, env });
    if (outcome.code !== 0) {
      throw new Shortfall(
        `${compiler} cannot compile it (${lastWords(outcome)}); webgpu or wasm serve`,
      );
    }
    const code = `import { createRequire } from "node:module";
      const load = createRequire(${JSON.stringify(root)});
      load(${JSON.stringify(temporary)}).TF_Version ?? Deno.exit(3);`;
    const loads = await run(Deno.execPath(), ["eval", "--no-config", code], {
      signal,
      env: { ...env, TF_CPP_MIN_LOG_LEVEL: "3" },
    });
    if (loads.code !== 0) {
      throw new Shortfall(
        `compiled, but it does not load (${lastWords(loads)}); webgpu or wasm serve`,
      );
    }
    await Deno.rename(temporary, target);
  } finally {
    await Promise.all([temporary, backend].map((file) => Deno.remove(file).catch(() => {})));
  }
}

/** The larger one of the package's two sources, as it is compiled. */
async function backendSource(context: Context): Promise<string> {
  const file = join(packageFolder(context), "binding", "tfjs_backend.cc");
  return lockNames(await Deno.readTextFile(file));
}

function compilerArguments(context: Context, backend: string, out: string): string[] {
  const wheel = tensorflowFolder(context);
  const headers = join(context.root, "node_modules", "node-api-headers", "include");
  return [
    "-shared",
    "-fPIC",
    "-O2",
    "-std=c++17",
    "-w",
    "-DNAPI_VERSION=8",
    // Deno itself defines the functions of Node-API.
    ...(Deno.build.os === "darwin" ? ["-undefined", "dynamic_lookup"] : []),
    ...["binding", ".", join(wheel, "include"), headers].flatMap((folder) => ["-I", folder]),
    backend,
    join("binding", "tfjs_binding.cc"),
    "-o",
    out,
    ...sharedLibraries(context),
    `-Wl,-rpath,${wheel}`,
  ];
}
