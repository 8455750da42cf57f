import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { exists } from "../../../lib/core/files.ts";
import {
  denoPackage,
  kernel,
  kernelVersion,
  putDeno,
  specification,
} from "../../../lib/cli/setup/kernel.ts";
import { run } from "../../../lib/cli/setup/process.ts";
import { perform, Shortfall } from "../../../lib/cli/setup/step.ts";
import { inProject } from "./project.ts";

Deno.test({
  name: "the kernel is an own copy of Deno, interrupted by a message and not killed",
  ignore: Deno.version.deno !== kernelVersion,
  fn: () =>
    inProject({}, async (context) => {
      assertEquals((await perform(kernel, context)).state, "done");
      const { place } = context;
      const { interrupt_mode, argv } = JSON.parse(
        await Deno.readTextFile(join(place.kernelspec, "kernel.json")),
      );
      assertEquals(interrupt_mode, "message");
      assert(argv.includes(place.kernel), argv.join(" "));
      const { out } = await run(place.kernel, ["--version"]);
      assertStringIncludes(out, `deno ${kernelVersion}`);
      assertEquals((await perform(kernel, context)).state, "ready");
    }),
});

Deno.test("where another Deno runs and npm is out of reach, the line says what to type", async () => {
  await inProject({}, async (context) => {
    const env = {
      DENO_DIR: join(context.root, "cache"),
      NPM_CONFIG_REGISTRY: "http://127.0.0.1:9/",
    };
    await assertRejects(
      () => putDeno({ ...context, env }, "9.9.9"),
      Shortfall,
      `npx -y deno@${kernelVersion} task setup`,
    );
    assertEquals(await exists(join(context.place.venv, "deno.partial")), false);
    assertEquals(await exists(context.place.kernel), false);
  });
});

Deno.test("denoPackage() knows the npm package of each system", () => {
  assertEquals(denoPackage({ os: "linux", arch: "x86_64" }), "@deno/linux-x64-glibc");
  assertEquals(denoPackage({ os: "darwin", arch: "aarch64" }), "@deno/darwin-arm64");
  assertEquals(denoPackage({ os: "windows", arch: "x86_64" }), "@deno/win32-x64");
});

Deno.test("specification() starts Deno through the program that makes Stop work, on Windows by itself", async () => {
  const place = { python: "/p/python", kernel: "/p/deno-kernel" };
  const { argv } = JSON.parse(specification(place, false));
  assertEquals([argv[0], argv[2], argv[3]], ["/p/python", "{connection_file}", "/p/deno-kernel"]);
  assert(await exists(argv[1]), argv[1]);
  assertEquals(JSON.parse(specification(place, true)).argv[0], "/p/deno-kernel");
});
