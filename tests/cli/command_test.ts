import { assert, assertEquals } from "@std/assert";
import type { Command } from "../../lib/cli/command.ts";
import { readCommandLine } from "../../lib/cli/command_line.ts";
import { c2s } from "./run.ts";

/** Every command, of the file of its name, and each of its kinds. */
async function commands(): Promise<Command[]> {
  const { out } = await c2s("--help"), all: Command[] = [];
  // One after the other: Deno 2.8.1 was seen to end the process where many were loaded at once.
  for (const [, name] of out.matchAll(/^ {2}(\S+)/gm)) {
    const { command } = await import(`../../lib/cli/${name}.ts`) as { command: Command };
    assertEquals(command.name, name);
    const { kinds = {}, ...plain } = command;
    all.push(
      plain,
      ...Object.entries(kinds).map(([kind, more]) => ({
        ...plain,
        ...more,
        name: `${name} ${kind}`,
      })),
    );
  }
  return all;
}

Deno.test("every command's example is a line that it understands, with all that is required", async () => {
  const all = await commands();
  assert(all.length > 30, `${all.length} commands`);
  for (const { name, example, options } of all) {
    assertEquals(example.split(" ").slice(0, 2), ["c2s", name.split(" ")[0]!]);
    const words = example.split(" ").slice(1).map((word) => word.replaceAll(/^['"]|['"]$/g, ""));
    const all = { ...options, json: { type: "boolean" as const } };
    const line = readCommandLine(words, all, { help: name, positionals: true });
    for (const [option, { description, type }] of Object.entries(options)) {
      // An option of several kinds says of which before the colon.
      if (type !== "string" || !/\(required\)$/.test(description)) continue;
      if (description.includes(": ") && name.split(" ").length === 1) continue;
      const given = line.text(option) ?? line.list(option)[0];
      assert(given !== undefined, `${example}: --${option} is missing`);
    }
  }
});

Deno.test("every option tells what it does, and what a text stands for, and none hides --help and --json", async () => {
  for (const { name, options } of await commands()) {
    for (const [option, { type, description, value }] of Object.entries(options)) {
      const said = `c2s ${name} --${option}: ${description}`;
      assert(description !== "" && !description.endsWith("."), said);
      assert(!["help", "json"].includes(option), said);
      if (type === "boolean") assertEquals(value, undefined, said);
      else assert(value !== undefined && value === value.toUpperCase(), said);
    }
  }
});
