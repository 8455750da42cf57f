import { assertEquals } from "@std/assert";
import { limitsByPlate } from "../../lib/cli/limits_by_plate.ts";

Deno.test("limitsByPlate() takes each plate and each channel by itself", () => {
  const crop = (plate: string, ...values: number[]) => ({ plate, crop: Uint16Array.from(values) });
  const limits = limitsByPlate([crop("P1", 10, 500), crop("P2", 90, 5), crop("P1", 10, 500)], 2);
  assertEquals([...limits.keys()], ["P1", "P2"]);
  const inside = (plate: string, channel: number, value: number) => {
    const { low, high } = limits.get(plate)![channel]!;
    return low <= value && value <= high;
  };
  assertEquals([inside("P1", 0, 10), inside("P1", 1, 500), inside("P2", 0, 90)], [
    true,
    true,
    true,
  ]);
  assertEquals([inside("P1", 0, 500), inside("P2", 0, 10)], [false, false]);
});
