import { metaValues } from "../../core/profiles.ts";
import { matchTreatments } from "../../profile/match.ts";
import { columnsLeftOut, leaveOut, leaveOutOption } from "../profile/leave_out.ts";
import { filesOption, readFiles } from "../profile/read_files.ts";
import { oneOf, wholeNumber } from "../shared_options.ts";
import type { ScoreKind } from "./kind.ts";
import { oneName } from "./one_name.ts";

const rules = ["NSC", "NSCB"] as const;
const metrics = ["cosine", "pearson", "euclidean"] as const;

/** `c2s score moa`: whether the nearest treatment of another compound has the same mechanism. */
export const moa: ScoreKind = {
  summary: "mechanisms named after the nearest treatment of another compound (NSC, NSCB)",
  options: {
    ...filesOption,
    compound: { type: "string", value: "COLUMN", description: "the compound (required)" },
    moa: { type: "string", value: "COLUMN", description: "the mechanism (required)" },
    batch: { type: "string", value: "COLUMN", description: "the batch, for NSCB" },
    ...leaveOutOption("that are no treatments, such as controls"),
    rule: {
      type: "string",
      value: "NAME",
      description: `${rules.join(" or ")} (default: NSC)`,
    },
    metric: {
      type: "string",
      value: "NAME",
      description: `${metrics.join(", ")} (default: cosine)`,
    },
    neighbours: {
      type: "string",
      value: "K",
      description: "how many nearest treatments vote (default: 1)",
    },
  },
  example: "c2s score moa --in treatments.csv --compound Metadata_Compound --moa Metadata_MoA",
  run: async (invocation) => {
    const { required, text, json, print } = invocation;
    const columns = {
      compound: required("compound"),
      moa: required("moa"),
      ...(text("batch") === undefined ? {} : { batch: required("batch") }),
    };
    const rule = oneOf(invocation, "rule", rules) ?? "NSC";
    const metric = oneOf(invocation, "metric", metrics) ?? "cosine";
    const neighbours = wholeNumber(invocation, "neighbours") ?? 1;
    const profiles = await readFiles(
      invocation,
      [...Object.values(columns), ...columnsLeftOut(invocation)],
      [],
      { except: invocation.list("leave-out") },
    );
    const { profiles: treatments, names, said } = oneName(
      leaveOut(profiles, invocation),
      columns,
      metaValues(profiles.meta, columns.compound),
    );
    for (const line of said) console.error(line);
    const report = await matchTreatments(treatments, columns, { rule, metric, neighbours });
    if (json) return print(JSON.stringify({ rule, metric, neighbours, ...report, names }));
    const { hits, total, share, interval: { low, high }, recalls, leftOut } = report;
    const range = `${low.toFixed(3)} to ${high.toFixed(3)}`;
    print(`${rule}: ${hits} of ${total} = ${share.toFixed(3)} (95 % over compounds: ${range})`);
    for (const { moa, hits, total } of recalls) print(`  ${moa}: ${hits} of ${total}`);
    if (leftOut.moas.length > 0) print(`not scored, too few: ${leftOut.moas.join(", ")}`);
    if (leftOut.unlabelled.length > 0) print(`without mechanism: ${leftOut.unlabelled.length}`);
  },
};
