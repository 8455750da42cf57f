/** The twelve mechanisms of action of BBBC021, and its control. */
export const MECHANISMS = [
  "Actin disruptors",
  "Aurora kinase inhibitors",
  "Cholesterol-lowering",
  "DNA damage",
  "DNA replication",
  "Eg5 inhibitors",
  "Epithelial",
  "Kinase inhibitors",
  "Microtubule destabilizers",
  "Microtubule stabilizers",
  "Protein degradation",
  "Protein synthesis",
] as const;

/** One of the twelve mechanisms of action. */
export type Mechanism = typeof MECHANISMS[number];

/** A compound of the screen, with the concentrations at which BBBC021 calls its mechanism visible. */
export interface ScreenCompound {
  /** Name as in `BBBC021_v1_moa.csv`. */
  compound: string;
  /** Its mechanism. */
  mechanism: Mechanism;
  /** Concentrations, µM, rising. */
  concentrations: readonly number[];
}

/**
 * The 38 compounds of BBBC021 with a known mechanism and their 103 treatments, as in its table of
 * mechanisms (Ljosa et al., Nature Methods 2012; Broad Bioimage Benchmark Collection).
 *
 * Within a mechanism the order is alphabetical; the plan deals compounds to weeks in this order.
 */
export const COMPOUNDS: readonly ScreenCompound[] = ([
  ["cytochalasin B", "Actin disruptors", [10, 30]],
  ["cytochalasin D", "Actin disruptors", [0.3]],
  ["latrunculin B", "Actin disruptors", [1, 3]],
  ["AZ-A", "Aurora kinase inhibitors", [0.1, 0.3, 1, 3, 10, 30]],
  ["AZ258", "Aurora kinase inhibitors", [0.1, 0.3, 1]],
  ["AZ841", "Aurora kinase inhibitors", [0.1, 0.3, 1]],
  ["mevinolin/lovastatin", "Cholesterol-lowering", [1.5, 5, 15]],
  ["simvastatin", "Cholesterol-lowering", [2, 6, 20]],
  ["chlorambucil", "DNA damage", [10]],
  ["cisplatin", "DNA damage", [10]],
  ["etoposide", "DNA damage", [1, 3, 10]],
  ["mitomycin C", "DNA damage", [0.1, 0.3, 1, 3]],
  ["camptothecin", "DNA replication", [0.003, 0.01, 0.03]],
  ["floxuridine", "DNA replication", [10, 30]],
  ["methotrexate", "DNA replication", [10]],
  ["mitoxantrone", "DNA replication", [0.003, 0.01]],
  ["AZ-C", "Eg5 inhibitors", [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]],
  ["AZ138", "Eg5 inhibitors", [0.03, 0.1, 0.3, 1, 3]],
  ["AZ-J", "Epithelial", [1, 3, 10]],
  ["AZ-U", "Epithelial", [1, 3, 10]],
  ["PP-2", "Epithelial", [3, 10]],
  ["PD-169316", "Kinase inhibitors", [3, 10]],
  ["alsterpaullone", "Kinase inhibitors", [1, 3]],
  ["bryostatin", "Kinase inhibitors", [0.3]],
  ["colchicine", "Microtubule destabilizers", [0.03]],
  ["demecolcine", "Microtubule destabilizers", [0.3, 1, 3, 10]],
  ["nocodazole", "Microtubule destabilizers", [1, 3]],
  ["vincristine", "Microtubule destabilizers", [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]],
  ["docetaxel", "Microtubule stabilizers", [0.03, 0.1, 0.3]],
  ["epothilone B", "Microtubule stabilizers", [0.1, 0.3, 1]],
  ["taxol", "Microtubule stabilizers", [0.3, 1, 3]],
  ["ALLN", "Protein degradation", [3, 100]],
  ["MG-132", "Protein degradation", [0.1, 3]],
  ["lactacystin", "Protein degradation", [10]],
  ["proteasome inhibitor I", "Protein degradation", [0.1, 3]],
  ["anisomycin", "Protein synthesis", [0.3, 1]],
  ["cyclohexamide", "Protein synthesis", [5, 15, 50]],
  ["emetine", "Protein synthesis", [0.1, 0.3, 1]],
] as const).map(([compound, mechanism, concentrations]) => ({
  compound,
  mechanism,
  concentrations,
}));

/**
 * Mechanisms that BBBC021 saw in one week only; the virtual screen keeps it so, because the
 * not-same-compound-or-batch protocol drops them for this reason.
 */
export const ONE_WEEK_MECHANISMS: readonly Mechanism[] = [
  "Cholesterol-lowering",
  "Kinase inhibitors",
];
