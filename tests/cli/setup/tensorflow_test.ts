import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { zipSync } from "fflate";
import { run } from "../../../lib/cli/setup/process.ts";
import { findPython } from "../../../lib/cli/setup/python.ts";
import { perform } from "../../../lib/cli/setup/step.ts";
import {
  cudaRequirements,
  tensorflow,
  tensorflowFolder,
  tensorflowLibraries,
  unpack,
} from "../../../lib/cli/setup/tensorflow.ts";
import { inProject } from "./project.ts";

const python = await findPython().catch(() => undefined);
if (python === undefined) console.log("Two tests of the wheel are skipped: there is no Python");

const bytes = new TextEncoder().encode("content");

/** A wheel with the files that count and some that do not. */
const wheel = zipSync(Object.fromEntries(
  [
    "tensorflow/__init__.py",
    "tensorflow/python/_pywrap.so",
    ...tensorflowLibraries().map((name) => `tensorflow/${name}`),
    "tensorflow/include/tensorflow/c/c_api.h",
    "tensorflow/include/Eigen/Core",
    "tensorflow_cpu-2.21.0.dist-info/METADATA",
    "nvidia/cublas/lib/libcublas.so.12",
  ].map((name) => [name, bytes]),
));

async function list(folder: string, prefix = ""): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) {
      names.push(...await list(join(folder, entry.name), `${prefix}${entry.name}/`));
    } else names.push(prefix + entry.name);
  }
  return names.sort();
}

Deno.test({
  name: "of TensorFlow's wheel only libraries and headers of its C interface are unpacked",
  ignore: python === undefined,
  fn: () =>
    inProject({ "wheels/empty": "" }, async ({ root }) => {
      await Deno.writeFile(join(root, "wheels", "a.whl"), wheel);
      const { program, args } = python ?? { program: "", args: [] };
      const target = join(root, "out");
      const { code, err } = await run(program, [
        ...args,
        "-c",
        unpack,
        join(root, "wheels"),
        target,
      ]);
      assertEquals([code, err], [0, ""]);
      assertEquals(
        await list(target),
        [
          "nvidia/cublas/lib/libcublas.so.12",
          "tensorflow/include/tensorflow/c/c_api.h",
          ...tensorflowLibraries().map((name) => `tensorflow/${name}`),
          "tensorflow_cpu-2.21.0.dist-info/METADATA",
        ].sort(),
      );
    }),
});

Deno.test({
  name: "TensorFlow appears under its final name only when it is whole",
  ignore: python === undefined || Deno.build.os === "windows",
  fn: () => {
    // Downloads the wheel that lies in the project, or fails; everything else is the real Python.
    const real = [python?.program, ...(python?.args ?? [])].join(" ");
    const fake = `#!/bin/sh
here="$(dirname "$0")/../.."
case "$*" in
  *"download"*"six=="*) exit 0 ;;
  *"-m pip download"*)
    while [ "$1" != "--dest" ]; do shift; done
    cp "$here/tensorflow.whl" "$2/" ;;
  *) exec ${real} "$@" ;;
esac
`;
    return inProject({ ".venv/bin/python": fake }, async (context) => {
      const given = { ...context, env: { PATH: Deno.env.get("PATH") ?? "" } };
      const folder = join(context.place.venv, "tensorflow");
      assertEquals((await perform(tensorflow, given)).state, "missing");
      assertEquals(await Deno.stat(folder).catch(() => "absent"), "absent");
      await Deno.writeFile(join(context.root, "tensorflow.whl"), wheel);
      const { state, note } = await perform(tensorflow, given);
      assertEquals([state, note.startsWith("2.21.0")], ["done", true]);
      assertEquals(
        (await list(tensorflowFolder(given))).filter((name) => !name.includes("/")),
        tensorflowLibraries().sort(),
      );
      assertEquals((await perform(tensorflow, given)).state, "ready");
    });
  },
});

Deno.test("cudaRequirements() takes the extra and-cuda and nothing else", () => {
  const metadata = [
    "Requires-Dist: numpy>=1.26.0",
    'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
    "Requires-Dist: nvidia-nccl-cu12<3.0,>=2.27.7; extra == 'and-cuda'",
    'Requires-Dist: tensorflow-text; extra == "other"',
  ].join("\n");
  assertEquals(cudaRequirements(metadata), [
    "nvidia-cublas-cu12<13.0,>=12.5.3.2",
    "nvidia-nccl-cu12<3.0,>=2.27.7",
  ]);
});

Deno.test("tensorflowLibraries() ends names as the system does", () => {
  assertEquals(tensorflowLibraries("linux")[0], "libtensorflow_cc.so.2");
  assertEquals(tensorflowLibraries("darwin")[0], "libtensorflow_cc.2.dylib");
});
