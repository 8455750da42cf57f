import { assert, assertEquals } from "@std/assert";
import { reportStyle } from "../../../lib/show/report/style.ts";

/** WCAG 2: relative luminance of #rgb or #rrggbb. */
function luminance(colour: string): number {
  const hex = colour.length === 4
    ? [...colour.slice(1)].map((c) => c + c).join("")
    : colour.slice(1);
  const [r, g, b] = [0, 2, 4].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

Deno.test("reportStyle gives text enough contrast in light and in dark (WCAG AA, 4.5)", () => {
  const themes = Array.from(
    reportStyle.matchAll(/:root \{([^}]*)\}/g),
    ([, body]) =>
      Object.fromEntries(
        Array.from(
          body!.matchAll(/--([\w-]+): (#[0-9a-f]+)/g),
          ([, name, colour]) => [name, colour!],
        ),
      ),
  );
  assertEquals(themes.length, 2);
  for (const theme of themes) {
    for (
      const [text, ground] of [["ink", "ground"], ["soft", "ground"], ["ink", "code"], [
        "bad",
        "bad-ground",
      ]]
    ) {
      const ratio = contrast(theme[text!]!, theme[ground!]!);
      assert(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(1)}`);
    }
  }
});
