import { assertEquals } from "@std/assert";
import { delimiter } from "node:path";
import { denoCommand } from "../../../lib/cli/workflow/deno_command.ts";
import { inFolder } from "../../data/folder.ts";

/** Folders with a `deno` of these bytes each, and the Deno that runs among them. */
async function withDenos(
  files: Record<string, string>,
  work: (command: (...path: string[]) => Promise<string>, own: string) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(files)) {
      await Deno.mkdir(`${folder}/${name}`, { recursive: true });
      await Deno.writeTextFile(`${folder}/${name}/deno`, bytes);
    }
    const own = `${folder}/_npx/node_modules/deno/deno`;
    const command = (...path: string[]) =>
      denoCommand({ path: path.map((name) => `${folder}/${name}`).join(delimiter), own });
    await work(command, own);
  });
}

const npx = "_npx/node_modules/deno";

Deno.test("denoCommand() is the bare name where that is this Deno, by its bytes or as a link", () =>
  withDenos({ [npx]: "2.8.1", same: "2.8.1", other: "2.8.2" }, async (command, own) => {
    assertEquals(await command("same", "other"), "deno");
    assertEquals(await command("none", "same"), "deno");
    const folder = own.replace(`/${npx}/deno`, "/link");
    await Deno.mkdir(folder);
    await Deno.symlink(own, `${folder}/deno`);
    assertEquals(await command("link"), "deno");
  }));

Deno.test("denoCommand() is a path where a shell would find another Deno, or none that stays", () =>
  withDenos(
    { [npx]: "2.8.1", same: "2.8.1", other: "2.8.2", "a/node_modules/.bin": "2.8.1" },
    async (command, own) => {
      assertEquals(await command("other", "same"), own);
      assertEquals(await command("none"), own);
      assertEquals(await command("a/node_modules/.bin", "none"), own);
      assertEquals(await command(npx), own);
    },
  ));

Deno.test("denoCommand() compares files of many blocks to the end", async () => {
  const long = "x".repeat(3 << 20);
  await withDenos(
    { [npx]: `${long}1`, same: `${long}1`, other: `${long}2` },
    async (command, own) => {
      assertEquals([await command("same"), await command("other")], ["deno", own]);
    },
  );
});
