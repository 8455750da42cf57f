import { applyWhitening, fitWhitening } from "../profile/whiten.ts";
import { chooseRows, columnsOf } from "./profile/choose_rows.ts";
import { shrinkageOf } from "./profile/shrinkage.ts";
import { stepCommand } from "./profile/step.ts";
import { oneOf } from "./shared_options.ts";

/** `c2s whiten`: features in which controls have covariance I. */
export const command = stepCommand({
  name: "whiten",
  summary: "make controls round: sphering, guarded where controls are few",
  options: {
    controls: {
      type: "string",
      value: "COLUMN=VALUE",
      description: "rows that shall have covariance I (required)",
    },
    method: {
      type: "string",
      value: "NAME",
      description: "PCA, ZCA, PCA-cor or ZCA-cor (default: ZCA-cor)",
      default: "ZCA-cor",
    },
    shrinkage: {
      type: "string",
      value: "X",
      description: "0 to 1, towards scaling features one by one (default: by held-out controls)",
    },
    "hold-out-by": {
      type: "string",
      value: "COLUMNS",
      description: "groups that are held out as a whole, such as plates (default: single rows)",
    },
  },
  example: "c2s whiten --in z.parquet --out white.parquet --controls Metadata_Compound=DMSO",
  apply: (profiles, invocation) => {
    const { required } = invocation;
    const methods = ["PCA", "ZCA", "PCA-cor", "ZCA-cor"] as const;
    const shrinkage = shrinkageOf(invocation), holdOutBy = columnsOf(invocation, "hold-out-by");
    const whitening = fitWhitening(profiles, {
      controls: chooseRows(profiles, required("controls"), "controls") ?? [],
      method: oneOf(invocation, "method", methods) ?? "ZCA-cor",
      shrinkage,
      holdOutBy,
    });
    const notes = [
      `shrinkage ${whitening.shrinkage} on ${whitening.controls} controls`,
      ...whitening.warnings.map(({ message }) => message),
    ];
    return { profiles: applyWhitening(profiles, whitening), notes };
  },
});
