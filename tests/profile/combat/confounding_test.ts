import { assertEquals } from "@std/assert";
import { confounding } from "../../../lib/profile/combat/confounding.ts";

Deno.test("confounding() joins batches that are linked over a third one", () => {
  const drug = { name: "drug", levels: ["a", "b", "c", "d"] };
  const columns = drug.levels.slice(1).map((level) => ({ covariate: "drug", level }));
  // P1: a; P2: a, b; P3: b; P4: c, d.
  const batchOf = [0, 1, 1, 2, 3, 3], levels = ["a", "a", "b", "b", "c", "d"];
  const design = levels.flatMap((level) => columns.map((column) => Number(column.level === level)));
  const { message } = confounding(["P1", "P2", "P3", "P4"], batchOf, [drug], columns, design, 2);
  assertEquals(
    message,
    "Cannot correct batches: covariate drug is confounded with the batch: a, b only in P1, P2, P3; " +
      "c, d only in P4. Leave the covariate out, or add samples that link these batches",
  );
});

Deno.test("confounding() names the covariates that one follows from", () => {
  const columns = [{ covariate: "dose" }, { covariate: "time" }, { covariate: "both" }];
  const design = [0, 1, 1, 2, 1, 3, 5, 0, 5, 1, 1, 2];
  const covariates = columns.map(({ covariate }) => ({ name: covariate }));
  const { message } = confounding(["P1", "P2"], [0, 0, 1, 1], covariates, columns, design, 2);
  assertEquals(
    message,
    "Cannot correct batches: covariate both follows from the batch and dose, time. " +
      "Leave one of these covariates out",
  );
});
