import { assertEquals, assertStringIncludes } from "@std/assert";
import { embeddingMap, type MapPoint } from "../../lib/show/embedding_map.ts";
import { draw } from "../../lib/show/svg.ts";
import { neutral } from "../../lib/show/theme.ts";

const points: MapPoint[] = Array.from({ length: 13 }, (_, i) => ({
  x: i,
  y: i % 3,
  group: i === 12 ? "DMSO" : `mechanism ${i + 10}`,
  label: `compound ${i}`,
}));

/** Shape and colour of every point, whatever its size. */
function looks(svg: string): string[] {
  return [...svg.matchAll(/aria-roledescription="point"[^>]*d="([^"]*)"[^>]*fill="([^"]*)"/g)]
    .map(([, path, fill]) => `${path!.replace(/[^A-Za-z]/g, "")} ${fill}`);
}

Deno.test("embeddingMap() gives no two of twelve groups one look", async () => {
  const { svg } = await draw(embeddingMap(points, { method: "UMAP" }));
  assertEquals(looks(svg).length, 13);
  assertEquals(new Set(looks(svg)).size, 13);
});

Deno.test("embeddingMap() draws what is muted first and grey", async () => {
  const { svg } = await draw(embeddingMap(points, { method: "UMAP", muted: ["DMSO"] }));
  assertStringIncludes(looks(svg)[0]!, neutral);
  assertEquals(looks(svg).filter((look) => look.endsWith(neutral)).length, 1);
});

Deno.test("embeddingMap() writes title, note, legend and axes without numbers", async () => {
  const options = { method: "t-SNE", title: "Treatments", note: "Trust 0.9", group: "Mechanism" };
  const { svg } = await draw(embeddingMap(points, options));
  for (const text of ["Treatments", "Trust 0.9", "Mechanism", "t-SNE 1", "t-SNE 2", "DMSO"]) {
    assertStringIncludes(svg, `${text}</text>`);
  }
  assertEquals(/>\d+<\/text>/.test(svg), false);
});

Deno.test("embeddingMap() lets the rarest of more than 24 groups share one look, and says so", async () => {
  const many: MapPoint[] = Array.from({ length: 30 }, (_, i) => i).flatMap((i) =>
    // The first seven groups have one point, the others two.
    Array.from({ length: i < 7 ? 1 : 2 }, (_, copy) => ({
      x: i,
      y: copy,
      group: `m${i + 10}`,
      label: "a well",
    }))
  );
  const options = { method: "UMAP", muted: ["DMSO"] };
  const { svg } = await draw(embeddingMap([...many, points[12]!], options));
  assertStringIncludes(svg, ">other (7 groups)</text>");
  for (let i = 7; i < 30; i++) assertStringIncludes(svg, `>m${i + 10}</text>`);
  assertEquals(svg.includes(">m16</text>"), false);
  assertEquals(new Set(looks(svg)).size, 25);
  const alike = embeddingMap(many.filter(({ group }) => group > "m15"), options);
  assertEquals(JSON.stringify(alike).includes("other ("), false);
});
