import { join } from "node:path";
import { pip, requirements } from "./pip.ts";
import { lastWords, run } from "./process.ts";
import { findPython } from "./python.ts";
import { type Context, Shortfall, type Step } from "./step.ts";

/** Makes `.venv` and installs JupyterLab and nbclient in it, all versions pinned. */
export const jupyter: Step = {
  name: "Jupyter",
  fingerprint: () => Deno.readTextFile(requirements),
  outputs: ({ place }) => [place.python, join(place.bin, lab)],
  run: async (context) => {
    await makeEnvironment(context);
    await pip(context, ["install", "--requirement", requirements], "Jupyter");
    return "JupyterLab and nbclient in .venv";
  },
};

const lab = Deno.build.os === "windows" ? "jupyter-lab.exe" : "jupyter-lab";

async function makeEnvironment({ place, signal, env: more = {} }: Context): Promise<void> {
  const { python, venv } = place;
  const env = { ...place.env, ...more };
  const works = await run(python, ["-c", "import pip"], { env, signal });
  if (works.code === 0) return;
  const base = await findPython({ signal, env: more });
  // What an older Python left would be found by the new one; stamps and TensorFlow may stay.
  for (const part of ["bin", "Scripts", "lib", "lib64", "Lib", "include", "pyvenv.cfg"]) {
    await Deno.remove(join(venv, part), { recursive: true }).catch(() => {});
  }
  const made = await run(base.program, [...base.args, "-m", "venv", venv], {
    signal,
    env: more,
  });
  if (made.code !== 0) {
    throw new Shortfall(`${base.program} cannot make .venv: ${lastWords(made)}`);
  }
}
