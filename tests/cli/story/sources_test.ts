import { assertEquals, assertNotEquals } from "@std/assert";
import { sourceDigests } from "../../../lib/cli/story/sources.ts";

const code = (source: string) => ({ cell_type: "code", source });
const prose = (source: string) => ({ cell_type: "markdown", source });
const digests = (...cells: { cell_type: string; source: string }[]) =>
  sourceDigests({ cells, metadata: {} });
const solution = (source: string) =>
  prose(`<details><summary>Solution</summary>\n\n\`\`\`ts\n${source}\n\`\`\`\n\n</details>`);

Deno.test("sourceDigests() changes with code and solutions and their order, not with prose", async () => {
  // sha256sum of "abc", FIPS 180-2 appendix B.1.
  assertEquals(await digests(prose("# A"), code("abc")), ["ba7816bf8f01"]);
  const [first, last] = await digests(code("a"), prose("b"), solution("c"));
  assertEquals(await digests(code("a"), prose("other"), solution("c")), [first!, last!]);
  assertEquals(await digests(solution("c"), code("a")), [first!, last!]);
  assertNotEquals(await digests(code("a "), solution("c")), [first!, last!]);
  assertNotEquals(await digests(code("a"), solution("d")), [first!, last!]);
  assertEquals(await digests(code("c"), code("a")), [last!, first!]);
});
