import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { controlWeeks, planScreen } from "../../../lib/data/simulate/plan.ts";

Deno.test("planScreen() measures every compound in one week only", () => {
  const plan = planScreen();
  const weeks = new Map<string, Set<number>>();
  for (const { plate, well: { treatment: { compound } } } of plan.fields) {
    const known = weeks.get(compound) ?? weeks.set(compound, new Set()).get(compound)!;
    known.add(plan.plates[plate]!.week);
  }
  assertEquals(weeks.size, 39);
  for (const [compound, seen] of weeks) {
    assertEquals(seen.size, compound === "DMSO" ? 3 : 1, compound);
  }
});

Deno.test("planScreen() gives the replicate plates of a week one layout", () => {
  const plan = planScreen();
  const layouts = plan.plates.map((_, plate) =>
    plan.fields.filter((field) => field.plate === plate)
      .map(({ well: { well, treatment } }) =>
        `${well} ${treatment.compound} ${treatment.concentration}`
      )
  );
  for (const [index, { week }] of plan.plates.entries()) {
    const first = plan.plates.findIndex((plate) => plate.week === week);
    assertEquals(layouts[index], layouts[first]);
  }
  assertNotEquals(layouts[0], layouts.at(-1));
});

Deno.test("planScreen() names plates and files as BBBC021 does", () => {
  const plan = planScreen();
  const hex = "[0-9A-F]";
  const guid = `${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}`;
  for (const { name, week } of plan.plates) assert(new RegExp(`^Week${week}_\\d{5}$`).test(name));
  assertEquals(new Set(plan.plates.map(({ name }) => name)).size, plan.plates.length);
  for (const { files, well, site } of plan.fields) {
    for (const [channel, wave] of ["1", "2", "4"].entries()) {
      assert(new RegExp(`^${well.well}_s${site}_w${wave}${guid}\\.tif$`).test(files[channel]!));
    }
  }
  const names = plan.fields.flatMap(({ files }) => files);
  assertEquals(new Set(names).size, names.length);
});

Deno.test("planScreen() is the same for the same seed and another for another", () => {
  assertEquals(planScreen({ seed: 5 }), planScreen({ seed: 5 }));
  assertNotEquals(planScreen({ seed: 5 }), planScreen({ seed: 6 }));
});

Deno.test("planScreen() plants a few defects, and blurs the defocused fields most", () => {
  const { fields } = planScreen();
  const share = (defect: string) =>
    fields.filter((field) => field.defect === defect).length / fields.length;
  assert(share("none") > 0.9 && share("none") < 0.98, String(share("none")));
  for (const { defect, focus } of fields) if (defect === "defocus") assert(focus >= 3.5);
  const sharp = fields.filter(({ defect, focus }) => defect === "none" && focus < 0.8);
  assert(sharp.length > fields.length / 2);
});

Deno.test("planScreen() without batch effects is the same screen: layout, names, defects, doses", () => {
  const [with_, without] = [1, 0].map((batch) => planScreen({ size: "small", sites: 3, batch }));
  const same = ({ fields }: typeof with_ & object) =>
    fields.map(({ index, plate, well, site, defect, files }) => ({
      index,
      plate,
      well,
      site,
      defect,
      files,
    }));
  assertEquals(same(with_!), same(without!));
  const effects = without!.plates.map(({ effect }) => effect);
  assertEquals(new Set(effects.map((effect) => JSON.stringify(effect))).size, 1);
  for (const { place, focus, defect } of without!.fields) {
    assertEquals(place, { density: 1, gain: 1 });
    if (defect !== "defocus") assertEquals(focus, 0);
  }
});

Deno.test("controlWeeks() names the weeks that no compound is left for", () => {
  const weeks = (compounds: string[], weeks: number) =>
    controlWeeks(planScreen({ size: "small", compounds, weeks }));
  assertEquals(controlWeeks(planScreen()), []);
  assertEquals(weeks(["taxol", "AZ138", "nocodazole"], 3), []);
  assertEquals(weeks(["taxol"], 3), [2, 3]);
  // Both of one mechanism that was seen in one week only.
  assertEquals(weeks(["mevinolin/lovastatin", "simvastatin"], 2), [2]);
});

Deno.test("planScreen() blurs ordinary fields the more the stronger the batch, some as much as planted ones", () => {
  const blurred = (batch: number) => {
    const fields = [2021, 1, 2].flatMap((seed) => planScreen({ seed, batch }).fields)
      .filter(({ defect }) => defect === "none");
    return fields.filter(({ focus }) => focus >= 3.5).length / fields.length;
  };
  const [none, usual, twice, most] = [0, 1, 2, 3].map(blurred) as [number, number, number, number];
  assertEquals(none, 0);
  assert(usual > 1 / 100 && usual < 1 / 50, String(usual));
  assert(twice > 1 / 10 && twice < 1 / 6, String(twice));
  assert(most > 1 / 6 && most < 1 / 4, String(most));
});
