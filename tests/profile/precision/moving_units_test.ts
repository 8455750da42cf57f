import { assertEquals, assertNotEquals } from "@std/assert";
import { movingUnits, partsOf } from "../../../lib/profile/precision/moving_units.ts";

const ints = (...values: number[]) => Int32Array.from(values);

Deno.test("movingUnits() are the units themselves, by strata, where no places are known", () => {
  const found = movingUnits([4, 3, 1, 0], {
    stratum: ints(2, 1, 0, 0, 2),
    unit: ints(7, 7, 0, 8, 8),
  });
  assertEquals(found, [
    { parts: [[3, 4]], form: "0 2" },
    { parts: [[1, 0]], form: "1 2" },
  ]);
});

Deno.test("movingUnits() joins units over places in a row, and leaves those without a place alone", () => {
  const unit = ints(0, 0, 1, 1, 2, 3, 4), place = ints(5, 6, 6, 7, 7, -1, -1);
  const found = movingUnits([0, 1, 2, 3, 4, 5, 6], { stratum: new Int32Array(7), unit, place });
  assertEquals(found.map(({ parts }) => parts), [[[4], [0, 1], [2, 3]], [[5]], [[6]]]);
});

Deno.test("movingUnits() have one form where as many parts meet at as many places", () => {
  const formOf = (unit: number[], place: number[], stratum = unit.map(() => 0)) => {
    const movement = { stratum: ints(...stratum), unit: ints(...unit), place: ints(...place) };
    const [found] = movingUnits(unit.keys(), movement);
    return found!.form;
  };
  const two = formOf([0, 0, 1, 1], [1, 2, 1, 2]);
  assertEquals(formOf([5, 8, 8, 5], [9, 9, 3, 3]), two);
  // At one place only; of other strata; with a row more.
  for (
    const other of [
      formOf([0, 0, 1, 1], [1, 2, 1, 3]),
      formOf([0, 0, 1, 1], [1, 2, 1, 2], [0, 1, 0, 1]),
      formOf([0, 0, 1, 1, 1], [1, 2, 1, 2, 2]),
    ]
  ) assertNotEquals(other, two);
});

Deno.test("partsOf() a unit have the form that they would have alone", () => {
  const stratum = ints(0, 1, 0), unit = ints(0, 0, 1);
  const [both] = movingUnits([0, 1, 2], { stratum, unit, place: ints(4, 4, 4) });
  const alone = movingUnits([2, 0, 1], { stratum, unit });
  assertEquals(partsOf(both!, stratum), alone);
});
