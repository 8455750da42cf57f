import { join } from "node:path";
import { exists } from "../../core/files.ts";
import { pip } from "./pip.ts";
import { lastWords, run, which } from "./process.ts";
import { type Context, Shortfall, type Step } from "./step.ts";

const version = "2.21.0";

/** Folder with TensorFlow's shared libraries and headers, as the wheel lays them out. */
export function tensorflowFolder({ place }: Pick<Context, "place">): string {
  return join(place.venv, "tensorflow", "tensorflow");
}

/**
 * File names of the libraries that the native binding is linked to.
 *
 * @param os The system; defaults to this one.
 *
 * @example
 * ```ts
 * import { tensorflowLibraries } from "./tensorflow.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(tensorflowLibraries("linux")[0], "libtensorflow_cc.so.2");
 * ```
 */
export function tensorflowLibraries(os: string = Deno.build.os): string[] {
  return ["libtensorflow_cc", "libtensorflow_framework"].map((name) =>
    os === "darwin" ? `${name}.2.dylib` : `${name}.so.2`
  );
}

/**
 * Takes TensorFlow's libraries and headers out of its Python wheel, with CUDA's where there is a
 * card. Its Python half is left in the wheel, so neither the Python version nor its hundred
 * dependencies matter.
 */
export const tensorflow: Step = {
  name: "TensorFlow",
  fingerprint: async () => `${version} ${await hasCard() ? "CUDA" : "CPU"} ${unpack}`,
  outputs: (context) => tensorflowLibraries().map((name) => join(tensorflowFolder(context), name)),
  run: async (context) => {
    if (Deno.build.os === "windows") {
      throw new Shortfall(
        "TensorFlow's wheel holds no C++ library on Windows; webgpu or wasm serve",
      );
    }
    const partial = join(context.place.venv, "tensorflow.partial");
    const folder = join(context.place.venv, "tensorflow");
    await remove(partial);
    try {
      const got = await takeBest(context, partial);
      await remove(folder);
      await Deno.rename(partial, folder);
      return got;
    } finally {
      await remove(partial);
    }
  },
};

async function takeBest(context: Context, folder: string): Promise<string> {
  let regret = "";
  if (await hasCard()) {
    try {
      await take(context, folder, `tensorflow==${version}`);
      await take(context, folder, ...await cudaPackages(folder));
      return `${version} with CUDA`;
    } catch (error) {
      if (!(error instanceof Shortfall)) throw error;
      regret = ` (CUDA cannot be had: ${error.message})`;
      await remove(folder);
    }
  }
  // The name for machines without a card is published for x86-64 alone.
  const small = Deno.build.os === "linux" && Deno.build.arch === "x86_64";
  await take(context, folder, `${small ? "tensorflow_cpu" : "tensorflow"}==${version}`);
  return `${version} for the CPU${regret}`;
}

/** Downloads wheels and unpacks what the binding needs of them. */
async function take(context: Context, folder: string, ...wheels: string[]): Promise<void> {
  const { place, signal } = context;
  const store = join(folder, "wheels");
  await Deno.mkdir(store, { recursive: true });
  // Any Python's wheel will do, and this one has been published for every system.
  const any = ["--only-binary", ":all:", "--python-version", "3.12", "--no-deps"];
  try {
    await pip(context, ["download", ...any, "--dest", store, ...wheels], "TensorFlow's library");
  } catch (error) {
    if (!(error instanceof Shortfall)) throw error;
    throw new Shortfall(`${error.message}; webgpu or wasm serve`);
  }
  const unpacked = await run(place.python, ["-c", unpack, store, folder], {
    env: place.env,
    signal,
  });
  if (unpacked.code !== 0) throw new Error(`Cannot unpack ${wheels}: ${lastWords(unpacked)}`);
  await remove(store);
}

/** Python that takes the wanted files out of the wheels in one folder into another. */
export const unpack = `
import glob, re, sys, zipfile
wanted = re.compile(
    r"tensorflow/lib\\w+[.0-9]*(so|dylib)[.0-9]*$"
    r"|tensorflow/include/(tensorflow/(c|core/platform)|tsl|xla)/.*[.]h$"
    r"|nvidia/|tensorflow[^/]*[.]dist-info/METADATA$")
for path in glob.glob(sys.argv[1] + "/*.whl"):
    with zipfile.ZipFile(path) as wheel:
        wheel.extractall(sys.argv[2], [n for n in wheel.namelist() if wanted.match(n)])
`;

/** The CUDA packages that the unpacked wheel names, with its version ranges. */
async function cudaPackages(folder: string): Promise<string[]> {
  const path = join(folder, `tensorflow-${version}.dist-info`, "METADATA");
  return cudaRequirements(await Deno.readTextFile(path));
}

/**
 * The requirements of a wheel's extra `and-cuda`.
 *
 * @param metadata The text of the wheel's METADATA.
 *
 * @example
 * ```ts
 * import { cudaRequirements } from "./tensorflow.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = 'Requires-Dist: nvidia-nccl-cu12<3.0,>=2.27; extra == "and-cuda"';
 * assertEquals(cudaRequirements(line), ["nvidia-nccl-cu12<3.0,>=2.27"]);
 * ```
 */
export function cudaRequirements(metadata: string): string[] {
  return [...metadata.matchAll(/^Requires-Dist: ([^;\n]+);.*extra == ["']and-cuda["']/gm)]
    .map(([, requirement = ""]) => requirement.trim());
}

async function hasCard(): Promise<boolean> {
  if (Deno.build.os !== "linux" || await which("nvidia-smi") === undefined) return false;
  const { code, out } = await run("nvidia-smi", ["--list-gpus"], { timeout: 10_000 });
  return code === 0 && out.includes("GPU");
}

async function remove(path: string): Promise<void> {
  if (await exists(path)) await Deno.remove(path, { recursive: true });
}
