import { assertEquals } from "@std/assert";
import { allFigures } from "../../../lib/show/report/figures.ts";

Deno.test("allFigures() lists figures in order, and nothing else that was shown", () => {
  const shown = (c2s: Record<string, unknown>) => ({
    output_type: "display_data",
    metadata: { c2s },
  });
  const figure = (id: string) => ({ id, alt: `About ${id}.`, caption: id.toUpperCase() });
  const cells = [
    { cell_type: "markdown", source: "" },
    {
      cell_type: "code",
      source: "",
      outputs: [
        { output_type: "stream", text: "a" },
        shown({ seq: 1, figure: figure("a1") }),
        shown({ seq: 2, caption: true }),
        shown({ seq: 3, figure: figure("b2") }),
      ],
    },
  ];
  assertEquals(allFigures([{ path: "x/01-a.ipynb", cells }, { path: "02-b.ipynb", cells: [] }]), [
    { ...figure("a1"), notebook: "01-a" },
    { ...figure("b2"), notebook: "01-a" },
  ]);
});
