import { assertEquals } from "@std/assert";
import { findSolutions } from "../../../lib/cli/story/solutions.ts";

const fold = (summary: string, inside: string) =>
  `<details><summary>${summary}</summary>\n\n${inside}\n\n</details>\n`;

Deno.test("findSolutions() takes the code of folded solutions, not of answers or of prose", () => {
  const source = [
    "## Quiz\n\n1. Why? " + fold("Answer", "```ts\nanswer\n```"),
    "## Exercise\n\n```ts\nprose\n```\n",
    fold("Solution", "First:\n\n```ts\nconst a = 1;\na\n```\n\nThen\n\n```sh\nls\n```"),
    "```ts\nbehind\n```",
  ].join("\n");
  const cells = [
    { cell_type: "code", source: fold("Solution", "```ts\nin code\n```") },
    { cell_type: "markdown", source: source.split(/(?<=\n)/) },
  ];
  assertEquals(findSolutions({ cells, metadata: {} }), [{ cell: 2, source: "const a = 1;\na" }]);
});
