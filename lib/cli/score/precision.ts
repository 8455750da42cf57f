import {
  consistency as byMechanism,
  replicability as byReplicates,
} from "../../profile/precision.ts";
import type { Invocation, Option } from "../command.ts";
import { chooseRows, columnIn, columnsOf } from "../profile/choose_rows.ts";
import type { NameColumns } from "./one_name.ts";
import { column, precisionKind } from "./precision_kind.ts";

const treatmentOption: Option = {
  type: "string",
  value: "COLUMNS",
  description:
    "the treatment, shared by replicates: compound, and dose where there are some (required)",
};

/** The columns that make a treatment. */
function treatmentOf(invocation: Invocation): string[] {
  invocation.required("treatment");
  return columnsOf(invocation, "treatment");
}

/** `c2s score activity`: do a treatment's replicates find one another before controls? */
export const activity = precisionKind({
  summary: "mAP of each treatment against the controls of its plate, as CHAMMI-75 does on CPJUMP1",
  adjective: "active",
  options: {
    treatment: treatmentOption,
    controls: {
      type: "string",
      value: "COLUMN=VALUE",
      description: "rows that are the negatives (required)",
    },
    plate: column("the plate, whose controls alone are compared with (required)"),
    "all-plates": {
      type: "boolean",
      description:
        "compare with the controls of all plates, as c2s report does; labels are still " +
        "exchanged within plates",
    },
  },
  columns: (invocation) => [
    ...treatmentOf(invocation),
    invocation.required("plate"),
    columnIn(invocation.required("controls"), "controls"),
  ],
  pairing: (invocation, profiles) => {
    const { required, flag } = invocation;
    return {
      posSameBy: treatmentOf(invocation),
      ...(flag("all-plates") ? {} : { negSameBy: [required("plate")] }),
      controls: chooseRows(profiles, required("controls"), "controls") ?? [],
    };
  },
  within: ({ required }) => [required("plate")],
  example: "c2s score activity --in P1.csv.gz --in P2.csv.gz --treatment Metadata_broad_sample " +
    "--controls Metadata_control_type=negcon --plate Metadata_Plate",
});

/** `c2s score replicability`: do a treatment's replicates find one another before others? */
export const replicability = precisionKind({
  summary: "mAP of each treatment against other treatments",
  adjective: "replicable",
  options: {
    treatment: treatmentOption,
    plate: column("replicates of other plates, other treatments of the same (default: any)"),
  },
  columns: (invocation) => [...treatmentOf(invocation), invocation.text("plate")],
  pairing: (invocation) => {
    const plate = invocation.text("plate"), treatment = treatmentOf(invocation);
    return byReplicates({ treatment, ...(plate === undefined ? {} : { plate }) });
  },
  example: "c2s score replicability --in z.csv --treatment Metadata_Compound",
});

/** The columns of mechanisms, and of compounds that have one or several. */
function mechanismColumns({ required, text }: Invocation): NameColumns {
  const separator = text("separator");
  return {
    moa: required("moa"),
    compound: required("compound"),
    ...(separator === undefined ? {} : { separator }),
  };
}

/** `c2s score consistency`: do compounds of one mechanism find one another before others? */
export const consistency = precisionKind({
  summary: "mAP of each mechanism: its compounds against those of other mechanisms",
  adjective: "consistent",
  options: {
    moa: column("the mechanism (required)"),
    compound: column("the compound, whose rows are no pair and change places together (required)"),
    separator: {
      type: "string",
      value: "TEXT",
      description: "what stands between several mechanisms of a compound (default: none)",
    },
  },
  columns: ({ required }) => [required("moa"), required("compound")],
  // Doses and replicates of a compound are alike whatever mechanisms mean.
  together: ({ required }) => [required("compound")],
  names: mechanismColumns,
  pairing: (invocation) => {
    const { moa, ...columns } = mechanismColumns(invocation);
    return byMechanism({ mechanism: moa, ...columns });
  },
  example: "c2s score consistency --in drugs.csv --moa Metadata_MoA --compound Metadata_Compound",
});
