import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { CellFailure, RunEvent } from "../../../lib/cli/story/run_notebook.ts";
import { failureText, narrate } from "../../../lib/cli/story/terminal.ts";

const place = { number: 2, cell: 5, of: 3 };
const failure: CellFailure = {
  event: "failed",
  kind: "error",
  ...place,
  source: "const a = 1;\nthrow new TypeError('no plate');",
  seconds: 1.25,
  name: "TypeError",
  message: "no plate",
  traceback: "Stack trace:\nTypeError: no plate\n    at <anonymous>:2:7\n",
};
const events: RunEvent[] = [
  { event: "ready", cells: 3 },
  { event: "cell", source: "// why\nawait measure();", ...place },
  { event: "done", seconds: 0.2, outputs: 1, ...place },
  { event: "done", seconds: 75, outputs: 1, ...place },
  { event: "tally", tally: null },
];

function told(live: boolean, told: RunEvent[]): string {
  let text = "";
  const tell = narrate("[1/2] 01-a", { live, write: (more) => void (text += more) });
  told.forEach(tell);
  return text;
}

Deno.test("failureText() shows notebook, cell, numbered source, error and place", () => {
  assertEquals(
    failureText("[1/2] 01-a", failure),
    [
      "[1/2] 01-a: code cell 2 of 3 (cell 5 of the notebook) failed after 1.3 s",
      "",
      "  1 | const a = 1;",
      "  2 | throw new TypeError('no plate');",
      "",
      "  TypeError: no plate",
      "      at <anonymous>:2:7",
      "",
    ].join("\n"),
  );
});

Deno.test("failureText() says a message that names its kind only once", () => {
  const message = "SyntaxError: Unexpected token\n    at file:///repl.tsx:1:7";
  const said = failureText("01", { ...failure, name: "SyntaxError", message, traceback: message });
  assertEquals(said.split("SyntaxError").length, 2);
  assertEquals(said.split("repl.tsx").length, 2);
});

Deno.test("narrate() writes a line for each long cell where lines stay", () => {
  const text = told(false, events);
  assertEquals(text.split("\n").slice(0, 2), ["[1/2] 01-a", "    cell 2 of 3  1 min 15 s"]);
  assert(!text.includes("\x1b"), text);
  assertStringIncludes(text, "3 cells");
});

Deno.test("narrate() overwrites one line on a terminal and shows the cell's first code", () => {
  const text = told(true, events);
  assertStringIncludes(text, "\r\x1b[2K[1/2] 01-a  cell 2 of 3  await measure();");
  assertEquals(text.split("\n").length, 2);
});

Deno.test("narrate() tells of a failure, a stop and a kernel that does not start", () => {
  assertStringIncludes(told(false, [failure]), "TypeError: no plate");
  assertStringIncludes(told(false, [{ event: "stopped" }]), "stopped; the kernel has ended");
  const broken = told(true, [{ event: "broken", message: "NoSuchKernel: deno" }]);
  assertStringIncludes(broken, "cannot run: NoSuchKernel: deno");
});

Deno.test("failureText() says only the error's own line where the data are at fault", () => {
  const message = "InputError: Cannot open the screen: x.csv, row 3";
  assertEquals(
    failureText("[1/2] 01-a", { ...failure, name: "InputError", message }),
    "[1/2] 01-a: the data cannot be used (found in code cell 2 of 3)\n" +
      "  Cannot open the screen: x.csv, row 3\n",
  );
});

Deno.test("failureText() names the cell of a solution that fails", () => {
  const text = failureText("[1/2] 01-a", { ...failure, number: 4, cell: 9, solution: true });
  assertEquals(text.split("\n")[0], "[1/2] 01-a: the solution in cell 9 failed after 1.3 s");
});
