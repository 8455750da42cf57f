import { assertEquals } from "@std/assert";
import { isVehicleName } from "../../../lib/cli/own_screen/vehicle_name.ts";

Deno.test("isVehicleName() knows the usual words for wells without a drug, with or without their share", () => {
  const names = [
    "Vehicle",
    "0,1% DMSO",
    "DMSO 0.1 %",
    "DMSO (0.5 % v/v)",
    "dmso_2",
    "solvent",
    "mock",
  ]
    .concat("untreated", "Untreated cells", "non-treated", "no treatment", "No compound", "none")
    .concat("neg. control", "negative_control", "NegCon", "neg ctrl", "NC", "control", "CTRL 1")
    .concat("vehicle control", "Mock-treated", "PBS", "water", "H2O", "medium only", "EtOH 0.1%")
    .concat("scrambled siRNA", "non-targeting control");
  for (const name of names) assertEquals(isVehicleName(name), true, name);
});

Deno.test("isVehicleName() leaves drugs, positive controls and what is in a vehicle", () => {
  const names = ["taxol", "positive control", "pos. ctrl", "taxol in DMSO", "DMSO 10 µM", "siRNA 2"]
    .concat(
      "blank",
      "treated",
      "drug",
      "compound 7",
      "cells",
      "",
      "17-AAG",
      "mockingbirdine",
      "2%",
    );
  for (const name of names) assertEquals(isVehicleName(name), false, name);
});
