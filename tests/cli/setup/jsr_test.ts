import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { exists, projectRoot } from "../../../lib/core/files.ts";
import { jsr } from "../../../lib/cli/setup/jsr.ts";
import { run } from "../../../lib/cli/setup/process.ts";
import { type Context, perform } from "../../../lib/cli/setup/step.ts";
import { inProject } from "./project.ts";

const names = ["assert", "csv"];
const version = "1.0.13";

/** A registry on this machine, whose packages say that they are the real ones. */
function serveJsr(): Deno.HttpServer<Deno.NetAddr> {
  const source = `export const from = "the registry";`;
  return Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith("/meta.json")) {
      return Response.json({ latest: version, versions: { [version]: {} } });
    }
    if (pathname.endsWith("_meta.json")) {
      const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(source));
      const checksum = `sha256-${new Uint8Array(hash).toHex()}`;
      return Response.json({
        exports: { ".": "./mod.ts" },
        manifest: { "/mod.ts": { size: source.length, checksum } },
      });
    }
    return new Response(source, { headers: { "content-type": "text/typescript" } });
  });
}

async function files(): Promise<Record<string, string>> {
  const configuration = JSON.parse(await Deno.readTextFile(join(projectRoot, "deno.json")));
  const entries = names.map((name): [string, string] => [
    `@std/${name}`,
    configuration.imports[`@std/${name}`],
  ]);
  const project: Record<string, string> = {
    "deno.json": JSON.stringify({
      imports: Object.fromEntries(entries),
      links: configuration.links,
    }),
    "main.ts": names.map((name, i) => `import { from as f${i} } from "@std/${name}";`).join("\n") +
      "\nconsole.log(f0, f1);",
  };
  for (const name of names) {
    const manifest = join(projectRoot, "lib", "offline", name, "deno.jsonc");
    project[`lib/offline/${name}/deno.jsonc`] = await Deno.readTextFile(manifest);
    project[`lib/offline/${name}/mod.ts`] = `export const from = "the stand-in";`;
  }
  return project;
}

/** What the next process loads. */
async function loaded({ root, env }: Context): Promise<string> {
  const { out, err } = await run(Deno.execPath(), ["run", "--quiet", join(root, "main.ts")], {
    cwd: root,
    ...(env === undefined ? {} : { env }),
  });
  return out.trim() || err;
}

Deno.test("set-up turns the stand-ins on where JSR is out of reach, and off where it is not", async () => {
  const server = serveJsr();
  await inProject(await files(), async (context) => {
    const reachable = `http://127.0.0.1:${server.addr.port}/`;
    context.env = { DENO_DIR: join(context.root, "cache"), JSR_URL: "http://127.0.0.1:9/" };
    assertEquals((await perform(jsr, context)).state, "done");
    assertEquals(await loaded(context), "the stand-in the stand-in");
    assertEquals((await perform(jsr, context)).state, "ready");

    context.env.JSR_URL = reachable;
    // The verdict of the day is believed until the stand-ins are gone.
    await Deno.remove(join(context.root, "lib", "offline", "csv", "deno.json"));
    const { note } = await perform(jsr, context);
    assertEquals(note, "the real ones");
    assertEquals(await exists(join(context.root, "lib", "offline", "assert", "deno.json")), false);
    assertEquals(await loaded(context), "the registry the registry");
  });
  await server.shutdown();
});

Deno.test("set-up keeps the real JSR packages where they are cached and the network is gone", async () => {
  const server = serveJsr();
  await inProject(await files(), async (context) => {
    context.env = {
      DENO_DIR: join(context.root, "cache"),
      JSR_URL: `http://127.0.0.1:${server.addr.port}/`,
    };
    assertEquals((await perform(jsr, context)).note, "the real ones");
    await server.shutdown();
    assertEquals((await perform(jsr, context)).note, "the real ones");
    assertEquals(await loaded(context), "the registry the registry");
  });
});
