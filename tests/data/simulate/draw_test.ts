import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { checkField } from "../../../lib/image/field.ts";
import { drawField, type DrawnField } from "../../../lib/data/simulate/draw.ts";
import { planScreen, type ScreenPlan } from "../../../lib/data/simulate/plan.ts";
import type { Mechanism } from "../../../lib/data/simulate/treatments.ts";

const small = { size: "small", batch: 0 } as const;

/** Fields of one mechanism at full strength, without defects and in focus. */
function fieldsOf(mechanism: Mechanism | "DMSO", compound?: string, sites = 4): DrawnField[] {
  const plan = planScreen({ ...small, sites, compounds: compound ? [compound] : undefined });
  const chosen = plan.fields.filter((field) =>
    field.well.treatment.mechanism === mechanism && field.defect === "none"
  ).slice(0, sites);
  for (const field of chosen) field.focus = 0;
  return chosen.map(({ index }) => drawField(plan, index));
}

function mean(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Mean of a channel where a test on the pixel holds. */
function brightness(drawn: DrawnField, channel: number, where: (pixel: number) => boolean): number {
  const { data } = drawn.field.channels[channel]!;
  let sum = 0, n = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (!where(pixel)) continue;
    sum += data[pixel]!;
    n++;
  }
  return sum / n;
}

Deno.test("drawField() gives the same pixels for the same seed, and others for another", () => {
  const again = () => drawField(planScreen({ ...small, seed: 4 }), 2);
  assertEquals(again(), again());
  const other = drawField(planScreen({ ...small, seed: 5 }), 2);
  assertNotEquals(again().field.channels[0]!.data, other.field.channels[0]!.data);
});

Deno.test("drawField() does not depend on what was drawn before", () => {
  const plan = planScreen(small);
  const alone = drawField(plan, 3);
  drawField(plan, 0);
  assertEquals(drawField(plan, 3), alone);
});

Deno.test("drawField() gives a whole field of 12-bit counts times 16", () => {
  for (const stain of ["cytoskeleton", "cell-painting"] as const) {
    const { field } = drawField(planScreen({ ...small, stain }), 0);
    assertEquals(checkField(field), field);
    for (const { data } of field.channels) assert(data.every((value) => value % 16 === 0));
  }
});

Deno.test("drawField() keeps every nucleus inside the cell of its label", () => {
  for (const mechanism of ["DMSO", "Microtubule stabilizers"] as const) {
    for (const { nuclei, cells } of fieldsOf(mechanism)) {
      assert(nuclei.every((label, pixel) => label === 0 || label === cells[pixel]));
    }
  }
});

Deno.test("drawField() makes nuclei brighter in DAPI than the rest, cells brighter than the gaps", () => {
  let withGaps = 0;
  for (const drawn of fieldsOf("DMSO")) {
    const { nuclei, cells } = drawn;
    const inside = brightness(drawn, 0, (pixel) => nuclei[pixel] !== 0);
    const outside = brightness(drawn, 0, (pixel) => nuclei[pixel] === 0);
    assert(inside > 3 * outside, `${inside} and ${outside}`);
    // Where cells are confluent the few pixels between them are all border.
    if (cells.filter((cell) => cell === 0).length < 0.001 * cells.length) continue;
    withGaps++;
    for (const channel of [1, 2]) {
      const cell = brightness(drawn, channel, (pixel) => cells[pixel] !== 0);
      const gap = brightness(drawn, channel, (pixel) => cells[pixel] === 0);
      assert(cell > 1.4 * gap, `channel ${channel}: ${cell} and ${gap}`);
    }
  }
  assert(withGaps >= 3, String(withGaps));
});

Deno.test("drawField() tells the truth about each label: area, centre, nucleus", () => {
  const { truth, cells, nuclei, field } = fieldsOf("DMSO")[0]!;
  for (const { label, area, nucleusArea, x, y } of truth) {
    assertEquals(cells.filter((value) => value === label).length, area);
    assertEquals(nuclei.filter((value) => value === label).length, nucleusArea);
    assert(x >= 0 && x < field.width && y >= 0 && y < field.height);
  }
});

Deno.test("a treatment without effect draws the very pixels of DMSO", () => {
  const plan = planScreen({ ...small, effect: 0 });
  const treated = plan.fields.find(({ well }) => well.treatment.compound !== "DMSO")!;
  const asDmso: ScreenPlan = {
    ...plan,
    fields: plan.fields.map((field) =>
      field !== treated ? field : {
        ...field,
        well: {
          ...field.well,
          treatment: {
            compound: "DMSO",
            mechanism: "DMSO",
            concentration: 0,
            step: 0,
            labelled: true,
          },
        },
      }
    ),
  };
  assertEquals(drawField(plan, treated.index), drawField(asDmso, treated.index));
});

Deno.test("DMSO cells do not respond, and nearly all cells of a strong treatment do", () => {
  const share = (drawn: DrawnField[]) =>
    mean(drawn.flatMap(({ truth }) => truth.map(({ responded }) => responded ? 1 : 0)));
  assertEquals(share(fieldsOf("DMSO")), 0);
  const treated = share(fieldsOf("Microtubule destabilizers"));
  assert(treated > 0.6 && treated < 1, String(treated));
});

Deno.test("mechanisms show in the truth: large nuclei, arrested and monopolar mitoses, few cells", () => {
  const cells = (drawn: DrawnField[]) => drawn.flatMap(({ truth }) => truth);
  const size = (drawn: DrawnField[]) =>
    mean(
      cells(drawn).filter(({ phase, nucleusArea }) => phase === "interphase" && nucleusArea > 400)
        .map(({ nucleusArea }) => nucleusArea),
    );
  const phase = (drawn: DrawnField[], name: string) =>
    mean(cells(drawn).map((cell) => cell.phase === name ? 1 : 0));
  const dmso = fieldsOf("DMSO");
  assert(size(fieldsOf("DNA damage", "etoposide")) > 1.2 * size(dmso));
  assert(phase(fieldsOf("Eg5 inhibitors"), "monopolar") > 0.1);
  assertEquals(phase(dmso, "monopolar"), 0);
  // Few cells are in mitosis at any time: four fields hold too few of them.
  assert(phase(fieldsOf("Microtubule destabilizers", undefined, 8), "prometaphase") > 0.06);
  assert(cells(fieldsOf("Aurora kinase inhibitors")).length < 0.85 * cells(dmso).length);
});

Deno.test("drawField() says which fields a plan has", () => {
  const plan = planScreen(small);
  assertThrows(() => drawField(plan, plan.fields.length), RangeError, "0 to");
});
