import { assert, assertEquals } from "@std/assert";
import { palette, themeConfig, withTheme } from "../../lib/show/theme.ts";

Deno.test("withTheme() lets the spec win, key by key, and leaves the theme as it is", () => {
  const before = structuredClone(themeConfig);
  const spec = withTheme({
    data: { values: [] },
    mark: "bar",
    config: { axis: { labelFontSize: 20 }, range: { category: ["red"] } },
  });
  assertEquals(spec.config?.axis?.labelFontSize, 20);
  assertEquals(spec.config?.axis?.titleFontSize, 12);
  assertEquals(spec.config?.range?.category, ["red"]);
  assertEquals(themeConfig, before);
});

Deno.test("palette holds eight different colours in the notation that drawings use", () => {
  const colours = Object.values(palette);
  assertEquals(new Set(colours).size, 8);
  assert(colours.every((colour) => /^#[0-9A-F]{6}$/.test(colour)));
});
