import { assertEquals, assertThrows } from "@std/assert";
import { Random } from "../../lib/core/random.ts";
import { positionScore } from "../../lib/profile/position.ts";

const positions = Array.from({ length: 24 }, (_, i) => `A${String(i + 1).padStart(2, "0")}`);

Deno.test("positionScore() is 1 where every plate has the same layout", () => {
  const wells = ["P1", "P2", "P3"].flatMap((plate) =>
    positions.map((well) => ({ plate, well, label: `drug of ${well}` }))
  );
  assertEquals(positionScore(wells), { accuracy: 1, balancedAccuracy: 1, wells: 72, labels: 24 });
});

Deno.test("positionScore() is near chance where every plate is shuffled", () => {
  const random = new Random(1);
  const labels = positions.map((_, i) => `drug ${i % 4}`);
  const wells = Array.from({ length: 40 }, (_, p) => `P${p}`).flatMap((plate) => {
    const shuffled = random.shuffle(labels);
    return positions.map((well, i) => ({ plate, well, label: shuffled[i] as string }));
  });
  const { accuracy } = positionScore(wells);
  assertEquals(accuracy > 0.15 && accuracy < 0.35, true, `accuracy ${accuracy}, chance is 0.25`);
});

Deno.test("positionScore() does not learn from the plate it names", () => {
  const wells = [
    { plate: "P1", well: "A01", label: "taxol" },
    { plate: "P2", well: "A01", label: "DMSO" },
  ];
  assertEquals(positionScore(wells).accuracy, 0);
});

Deno.test("positionScore() names the commonest label at a position the other plates lack", () => {
  const wells = [
    { plate: "P1", well: "A01", label: "DMSO" },
    { plate: "P1", well: "A02", label: "DMSO" },
    { plate: "P2", well: "B05", label: "DMSO" },
    { plate: "P2", well: "A01", label: "taxol" },
  ];
  assertEquals(positionScore(wells).accuracy, 2 / 4); // A02 and B05 by the commonest label
});

Deno.test("positionScore() needs two plates", () => {
  assertThrows(
    () => positionScore([{ plate: "P1", well: "A01", label: "DMSO" }]),
    RangeError,
    "at least two",
  );
});
