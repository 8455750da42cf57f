import { assertEquals } from "@std/assert";
import { usualChoice } from "../../../lib/link/compare/usual_choice.ts";

Deno.test("usualChoice() takes the commonest setting with the middle number of its epochs", () => {
  const settings = [
    { hidden: 64, epochs: 90 },
    { hidden: 0, epochs: 40 },
    { hidden: 0, epochs: 10 },
    { hidden: 0, epochs: 20 },
  ];
  const chosen = settings.map((setting, fold) => ({
    repeat: 0,
    fold,
    setting,
    validationMrr: 0.1,
  }));
  assertEquals(usualChoice({ chosen }), { hidden: 0, epochs: 20 });
  assertEquals(usualChoice({ chosen: [] }), {});
});
