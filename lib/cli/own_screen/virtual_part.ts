import { type FieldIndex, readIndex } from "../../data/index_file.ts";
import { type OpenOptions, openScreen } from "../../data/screen.ts";

/** Compounds of the virtual screen whose mechanism a stranger would not give: three that others share. */
const sharing = ["emetine", "vincristine", "MG-132"];

/** And all of one mechanism, so that nobody else has it. */
const alone = ["AZ-J", "AZ-U", "PP-2"];

/** A part of the virtual screen, as a stranger's index would have it. */
export interface VirtualPart {
  /** What it is, for people. */
  title: string;
  /** Its fields; some compounds without their mechanism. */
  index: FieldIndex;
  /** The mechanism that each of these compounds was drawn with. */
  hidden: ReadonlyMap<string, string>;
}

/**
 * A part of the virtual screen that can be measured in a minute, as an index like anybody's: one site a
 * well of the three plates of two weeks, each compound at its highest concentration and every third
 * also at its lowest; of six compounds no mechanism.
 *
 * @param options As of `openScreen`.
 * @throws {InputError} where the virtual screen cannot be made.
 */
export async function virtualPart(options: Omit<OpenOptions, "data"> = {}): Promise<VirtualPart> {
  const screen = await openScreen({ ...options, data: "simulated" });
  const { channels, fields } = await readIndex(`${screen.root}/index.csv`, { checkImages: false });
  const weeks = Map.groupBy(fields, ({ metadata }) => metadata.Metadata_Week);
  const plates = new Set(
    [...weeks.values()].slice(0, 2)
      .flatMap((own) => [...new Set(own.map(({ plate }) => plate))].slice(0, 3)),
  );
  const hidden = new Map<string, string>();
  const first = fields.filter(({ plate, site }) => plates.has(plate) && site === 1);
  const doses = new Map<string, number[]>();
  for (const { metadata } of first) {
    const name = metadata.Metadata_Compound ?? "";
    doses.set(name, [...doses.get(name) ?? [], Number(metadata.Metadata_Concentration)]);
  }
  const thirds = new Set([...doses.keys()].filter((_, place) => place % 3 === 0));
  const chosen = first.filter(({ metadata }) => {
    const name = metadata.Metadata_Compound ?? "", dose = Number(metadata.Metadata_Concentration);
    const all = doses.get(name)!;
    return dose === Math.max(...all) || thirds.has(name) && dose === Math.min(...all);
  });
  const part = chosen.map((field) => {
    const { Metadata_Compound: compound, Metadata_Concentration, Metadata_Week } = field.metadata;
    const name = compound ?? "", moa = field.metadata.Metadata_MoA ?? null;
    const isHidden = sharing.includes(name) || alone.includes(name);
    if (isHidden && moa !== null) hidden.set(name, moa);
    return {
      ...field,
      metadata: {
        Metadata_Compound: name,
        Metadata_Concentration: Metadata_Concentration ?? null,
        Metadata_MoA: isHidden || name === "DMSO" ? null : moa,
        Metadata_Week: Metadata_Week ?? null,
      },
    };
  });
  return {
    title: `a part of the virtual screen (drawn cells): ${plates.size} plates, a field a well`,
    index: { channels, fields: part },
    hidden,
  };
}
