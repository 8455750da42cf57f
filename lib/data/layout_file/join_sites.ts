import { InputError } from "../../core/errors.ts";
import type { LaidWell, Layout } from "../layout_file.ts";

/** The site of a row, as layouts call it. */
const siteName = /^Metadata_(site|field|fov)$/i;

/**
 * A layout of one row a well from one of a row a site: rows of a well that agree in all but the site become
 * one, and the site is no longer told. A layout of one row a well stays as it is.
 *
 * @param rows Wells in the order of the file, each with its line.
 * @param columns Names of the columns of `metadata`.
 * @param file The file, for errors.
 * @throws {InputError} for a well that comes twice with one site or none, or with rows that differ in
 * something else.
 *
 * @example
 * ```ts
 * import { joinSites } from "./join_sites.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = ["1", "2"].map((Metadata_Site, i) => ({
 *   line: i + 2,
 *   entry: { plate: "P1", well: "B02", metadata: { Metadata_Compound: "taxol", Metadata_Site } },
 * }));
 * const { wells } = joinSites(rows, ["Metadata_Compound", "Metadata_Site"], "layout.csv");
 * assertEquals(wells.map(({ metadata }) => metadata), [{ Metadata_Compound: "taxol" }]);
 * ```
 */
export function joinSites(
  rows: readonly { line: number; entry: LaidWell }[],
  columns: readonly string[],
  file: string,
): Layout {
  const site = columns.find((name) => siteName.test(name));
  const others = columns.filter((name) => name !== site);
  const byWell = Map.groupBy(rows, ({ entry: { plate, well } }) => JSON.stringify([plate, well]));
  if (byWell.size === rows.length) {
    return { wells: rows.map(({ entry }) => entry), columns: [...columns] };
  }
  const wells = [...byWell.values()].map(([first, ...more]) => {
    const { line, entry } = first!, seen = new Map([[siteOf(entry, site), line]]);
    for (const row of more) {
      const { metadata } = row.entry, own = siteOf(row.entry, site), same = seen.get(own);
      const other = others.find((name) => metadata[name] !== entry.metadata[name]);
      if (same !== undefined || other !== undefined) refuse(row, { line, same, other, site, file });
      seen.set(own, row.line);
    }
    const metadata = Object.fromEntries(others.map((name) => [name, entry.metadata[name] ?? null]));
    return { ...entry, metadata };
  });
  return { wells, columns: others };
}

function siteOf({ metadata }: LaidWell, site: string | undefined): string | null {
  return site === undefined ? null : metadata[site] ?? null;
}

function refuse(
  { line, entry: { plate, well } }: { line: number; entry: LaidWell },
  before: {
    line: number;
    same: number | undefined;
    other: string | undefined;
    site: string | undefined;
    file: string;
  },
): never {
  const { same, other, site, file } = before;
  const place = `${plate === undefined ? "" : `plate ${plate}, `}well ${well}`;
  // A site that comes twice is wrong whatever else its rows say.
  const isOther = site !== undefined && same === undefined && other !== undefined;
  const bare = (name: string) => name.replace("Metadata_", "");
  throw new InputError("A well of the layout comes twice", {
    file,
    line,
    found: isOther
      ? `${place}, with another ${bare(other)} than in line ${before.line}`
      : `${place}, as in line ${same ?? before.line}`,
    allowed: "one row a well",
    hint: site === undefined
      ? "Rows of sites are joined where a column site tells them apart and all else agrees"
      : `Rows that differ in ${
        bare(site)
      } alone are joined; leave out columns that differ otherwise`,
  });
}
