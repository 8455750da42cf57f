import { assertEquals, assertThrows } from "@std/assert";
import { readCommandLine, UsageError } from "../../lib/cli/command_line.ts";

const options = {
  out: { type: "string", default: "here" },
  only: { type: "string", multiple: true },
  dpi: { type: "string" },
  save: { type: "boolean" },
} as const;
const how = { help: "deno task it --help" };
const read = (...args: string[]) => readCommandLine(args, options, how);

Deno.test("readCommandLine() gives texts, lists, switches and numbers, or their defaults", () => {
  const none = read();
  assertEquals([none.text("out"), none.list("only"), none.flag("save")], ["here", [], false]);
  assertEquals([none.text("dpi"), none.number("dpi")], [undefined, undefined]);
  const all = read("--out=a", "--only", "b", "--only", "c", "--save", "--dpi", "300", "-h");
  assertEquals([all.text("out"), all.list("only"), all.flag("save")], ["a", ["b", "c"], true]);
  assertEquals([all.number("dpi"), all.flag("help")], [300, true]);
});

Deno.test("readCommandLine() refuses what it does not know and says where to look", () => {
  for (const args of [["--ot", "a"], ["--out"], ["--save=yes"], ["word"]]) {
    const error = assertThrows(() => read(...args), UsageError);
    assertEquals(error.message.endsWith("See deno task it --help"), true, error.message);
  }
  const said = (...args: string[]) => assertThrows(() => read(...args), UsageError).message;
  assertEquals(
    said("--onl", "a"),
    "There is no option --onl. Did you mean --only? See deno task it --help",
  );
  assertEquals(said("-q"), "There is no option -q. See deno task it --help");
  assertEquals(said("--out"), "--out needs a value. See deno task it --help");
  assertEquals(
    said("--out", "-1"),
    "--out needs a value. A value that begins with - is written --out=-1. See deno task it --help",
  );
  assertEquals(read("--out=-1").text("out"), "-1");
  // Of two, the last one counts, so that a script's options can be followed by one's own.
  assertEquals(read("--out", "a", "--out=b").text("out"), "b");
  const { positionals } = readCommandLine(["word"], options, { ...how, positionals: true });
  assertEquals(positionals, ["word"]);
  for (const dpi of ["many", "", " "]) {
    assertThrows(() => read("--dpi", dpi).number("dpi"), UsageError, "--dpi must be a number");
  }
});
