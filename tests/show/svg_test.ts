import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { TopLevelSpec } from "vega-lite";
import { InputError } from "../../lib/core/errors.ts";
import { textWidth } from "../../lib/show/fonts.ts";
import { draw } from "../../lib/show/svg.ts";

const spec = (field: string, data: NonNullable<TopLevelSpec["data"]>): TopLevelSpec => ({
  data,
  mark: "bar",
  encoding: {
    x: { field, type: "quantitative" },
    y: { field: "name", type: "nominal", title: null },
  },
});
const values = [{ name: "Microtubule destabilizers", n: 3 }, { name: "DMSO", n: 9 }];

Deno.test("draw() names the bundled font and leaves room for the longest label", async () => {
  const { svg, width } = await draw({ ...spec("n", { values }), width: 200 } as TopLevelSpec);
  assertStringIncludes(svg, 'font-family="Inter, sans-serif"');
  const label = textWidth("Microtubule destabilizers", 11);
  assert(width > 200 + label && width < 200 + label + 60, `${width} px for a label of ${label} px`);
});

Deno.test("draw() refuses a field that no row has", async () => {
  const error = await assertRejects(() => draw(spec("nn", { values })), InputError);
  assertStringIncludes(error.message, "Is a field name misspelt");
});

Deno.test("draw() refuses data from elsewhere", async () => {
  const error = await assertRejects(
    () => draw(spec("n", { url: "http://127.0.0.1:1/rows.json" })),
    InputError,
  );
  assertStringIncludes(error.message, "figures hold their data inline");
});

Deno.test("draw() refuses a spec that is none", async () => {
  await assertRejects(() => draw({} as unknown as TopLevelSpec), InputError);
});

Deno.test("draw() gives the same text whatever was drawn before", async () => {
  const gradient: TopLevelSpec = {
    data: { values },
    mark: { type: "point", clip: true },
    encoding: { color: { field: "n", type: "quantitative" }, x: { field: "n" } },
  };
  const first = await draw(gradient);
  await draw(spec("n", { values }));
  assertEquals(await draw(gradient), first);
});

Deno.test("draw() returns a drawing as it is", async () => {
  const drawing = { svg: "<svg></svg>", width: 3, height: 4 };
  assertEquals(await draw(drawing), drawing);
});
