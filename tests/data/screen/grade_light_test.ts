import { assert, assertEquals } from "@std/assert";
import { gradeLights } from "../../../lib/data/screen/grade_light.ts";
import { type FieldTruth, trueLight } from "../../../lib/data/screen/truth.ts";
import { IlluminationCollector } from "../../../lib/image/illumination.ts";
import { histogram } from "../../../lib/image/intensity.ts";

const width = 40, height = 30;
const known = { x: 0.4, y: 0.5, drop: 0.4 };
const truth: FieldTruth[] = [{
  plate: "P1",
  well: "B02",
  site: 1,
  focus: 0,
  defect: "none",
  light: { DAPI: known },
  offset: { DAPI: 0 },
}];

Deno.test("gradeLights() finds light that was drawn without cells to the last percent", () => {
  const gain = trueLight(known, width, height),
    collector = new IlluminationCollector(width, height);
  const image = Uint16Array.from(gain, (value) => 5000 * value);
  for (let n = 0; n < 12; n++) collector.add({ width, height, data: image });
  const light = { plate: "P1", channel: "DAPI", counts: histogram(image), collector };
  const [grade] = gradeLights([light], truth, { offset: 0 });
  assert(grade!.correlation > 0.9999);
  assert(grade!.after < 0.01 * grade!.before);
  assertEquals([grade!.plate, grade!.channel], ["P1", "DAPI"]);
  assertEquals(gradeLights([{ ...light, plate: "P2" }], truth), []);
  assertEquals(gradeLights([light], undefined), []);
});
