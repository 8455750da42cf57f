import { assertEquals, assertStringIncludes } from "@std/assert";
import { configText, optionalSteps } from "../../../lib/cli/workflow/config.ts";
import { projectRoot } from "../../../lib/core/files.ts";
import { usualResources } from "../../../lib/cli/workflow/resources.ts";

Deno.test("configText() writes every choice as YAML on a line of its own, quoted where it must be", () => {
  const text = configText({
    c2s: 'deno run "a b/main.ts"',
    plates: { "P 1": 3, "22123": 4 },
    threads: 2,
    dropFlagged: true,
    steps: { segment: "--method classical", embed: null, quality: "" },
    cost: { factor: 2.5, ...usualResources },
  });
  for (
    const line of [
      'c2s: "deno run \\"a b/main.ts\\""',
      "threads: 2",
      "drop_flagged: true",
      '  segment: "--method classical"',
      "  embed: null",
      '  quality: ""',
      "  factor: 2.5",
      '  "P 1": 3',
      '  "22123": 4',
    ]
  ) assertStringIncludes(text, `\n${line}\n`);
  assertEquals(text.includes("undefined"), false);
});

Deno.test("config.yaml and the Snakefile name the same steps that can be left out", async () => {
  const snakefile = await Deno.readTextFile(`${projectRoot}lib/cli/workflow/Snakefile`);
  assertStringIncludes(
    snakefile,
    `OPTIONAL = [${optionalSteps.map((step) => JSON.stringify(step)).join(", ")}]`,
  );
});
