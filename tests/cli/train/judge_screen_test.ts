import { assertEquals } from "@std/assert";
import type { Cell } from "../../../lib/cli/train/cells.ts";
import { judgeScreen } from "../../../lib/cli/train/judge_screen.ts";
import { Random } from "../../../lib/core/random.ts";

Deno.test("judgeScreen() finds mechanisms behind a plate effect, and none in noise", async () => {
  const random = new Random(4), cells: Cell[] = [], seen: number[] = [], noise: number[] = [];
  const moas = { a: "x", b: "x", c: "y", d: "y" } as Record<string, string>;
  for (const [week, compounds] of [["1", ["a", "c"]], ["2", ["b", "d"]]] as const) {
    for (const plate of ["P", "Q"].map((name) => `${name}${week}`)) {
      const shift = random.normal(0, 30);
      for (const [well, compound] of [...compounds, "DMSO", "DMSO", "DMSO"].entries()) {
        for (let i = 0; i < 5; i++) {
          const moa = moas[compound] ?? "DMSO";
          const crop = new Uint16Array(0);
          const where = { plate, well: `A0${well}`, site: 1, week };
          cells.push({ ...where, compound, concentration: "1", moa, crop });
          const [x, y] = moa === "x" ? [4, 0] : moa === "y" ? [0, 4] : [0, 0];
          seen.push(shift + random.normal(x, 0.3), shift + random.normal(y, 0.3));
          noise.push(random.normal(), random.normal());
        }
      }
    }
  }
  const { nsc, nscb } = await judgeScreen(cells, Float32Array.from(seen));
  assertEquals([nsc.hits, nsc.total, nscb.hits, nscb.total], [4, 4, 4, 4]);
  assertEquals((await judgeScreen(cells, Float32Array.from(noise))).nsc.hits < 4, true);
});
