import { assertEquals, assertStringIncludes } from "@std/assert";
import { dirname, join } from "node:path";
import { binding, bindingPath } from "../../../lib/cli/setup/binding.ts";
import { type Context, perform } from "../../../lib/cli/setup/step.ts";
import { tensorflowLibraries } from "../../../lib/cli/setup/tensorflow.ts";
import { hasShell, inProject } from "./project.ts";

const libraries = Object.fromEntries(
  tensorflowLibraries().map((name) => [`.venv/tensorflow/tensorflow/${name}`, ""]),
);
const project = {
  ...libraries,
  "node_modules/@tensorflow/tfjs-node-gpu/package.json": "{}",
  "node_modules/@tensorflow/tfjs-node-gpu/binding/tfjs_backend.cc": "",
};

async function left(context: Context): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(dirname(bindingPath(context))));
  return entries.map(({ name }) => name);
}

Deno.test("without TensorFlow's library the binding is not compiled, and the line says what serves", async () => {
  await inProject(
    {
      "node_modules/@tensorflow/tfjs-node-gpu/package.json": "{}",
      "node_modules/@tensorflow/tfjs-node-gpu/binding/tfjs_backend.cc": "",
    },
    async (context) => {
      const { state, note } = await perform(binding, context);
      assertEquals(state, "missing");
      assertStringIncludes(note, "webgpu or wasm serve");
    },
  );
});

Deno.test({
  name: "without a compiler the line says what to install",
  ignore: !hasShell,
  fn: () =>
    inProject(project, async (context) => {
      context.env = { PATH: join(context.root, "empty"), CXX: "" };
      const { state, note } = await perform(binding, context);
      assertEquals(state, "missing");
      assertStringIncludes(note, "apt install g++");
    }),
});

Deno.test({
  name: "a compiler that fails leaves nothing behind, and its last error is in the line",
  ignore: !hasShell,
  fn: () =>
    inProject({
      ...project,
      "bin/c++": `#!/bin/sh\necho "fatal error: no such header" >&2\nexit 1\n`,
    }, async (context) => {
      context.env = { CXX: join(context.root, "bin", "c++") };
      const { state, note } = await perform(binding, context);
      assertEquals(state, "missing");
      assertStringIncludes(note, "fatal error: no such header");
      assertEquals(await left(context), []);
    }),
});

Deno.test({
  name: "what was compiled but does not load is thrown away",
  ignore: !hasShell,
  fn: () => {
    const compiler = `#!/bin/sh
while [ "$1" != "-o" ]; do shift; done
echo "not a library" > "$2"
`;
    return inProject({ ...project, "bin/c++": compiler }, async (context) => {
      context.env = { CXX: join(context.root, "bin", "c++") };
      const { state, note } = await perform(binding, context);
      assertEquals(state, "missing");
      assertStringIncludes(note, "does not load");
      assertEquals(await left(context), []);
    });
  },
});
