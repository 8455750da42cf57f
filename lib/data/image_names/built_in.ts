/** A way in which microscopes name files. */
export interface NamingScheme {
  /** What writes such names, for people. */
  name: string;
  /** One such name. */
  example: string;
  /** Finds well, site, channel, and where they are written plate, plane and time, in a path. */
  pattern: RegExp;
}

const end = "(?:\\.ome)?\\.(?:tiff?|stk|png)$", well = "(?<well>[A-P]\\d{2}|A[A-F]\\d{2})";

/** A well, with or without its plate before it. */
const named = "(?:^|/)(?:(?<plate>[^/]*?)_+)?(?<well>[A-P]\\d{1,2})";

/**
 * Names that microscopes and other programs give, the strictest first.
 *
 * A name of ImageXpress may end with an identifier of eight or more hexadecimal digits, which is no
 * part of the channel.
 */
export const namingSchemes: readonly NamingScheme[] = [
  {
    name: "Opera, Operetta (Harmony)",
    example: "plate-1/Images/r02c03f01p01-ch1sk1fk1fl1.tiff",
    pattern: new RegExp(
      `(?:^|/)r(?<row>\\d{2})c(?<col>\\d{2})f(?<site>\\d+)p(?<plane>\\d+)-ch(?<channel>\\d+)` +
        `(?:sk(?<time>\\d+))?(?:fk\\d+)?(?:fl\\d+)?${end}`,
      "i",
    ),
  },
  {
    name: "CellVoyager (Yokogawa)",
    example: "plate-1/plate-1_B03_T0001F001L01A01Z01C01.tif",
    pattern: new RegExp(
      `(?:^|/)(?<plate>[^/]*?)_?${well}_T(?<time>\\d+)F(?<site>\\d+)L\\d+A\\d+Z(?<plane>\\d+)` +
        `C(?<channel>\\d+)${end}`,
      "i",
    ),
  },
  {
    name: "ArrayScan (Cellomics)",
    example: "MFGTMP_240126140001_B03f00d0.TIF",
    pattern: new RegExp(
      `(?:^|/)(?<plate>[^/]*?)_?${well}f(?<site>\\d+)d(?<channel>\\d+)${end}`,
      "i",
    ),
  },
  {
    name: "ImageXpress (MetaXpress), BBBC021",
    example: "plate-1/plate-1_B03_s1_w1A1B2C3D4.tif",
    pattern: new RegExp(
      `(?:^|/)(?:(?<plate>[^/]*?)_+)?${well}(?:_s(?<site>\\d+))?_w(?<channel>\\d{1,2})` +
        `(?:[0-9A-F]{8}(?:-?[0-9A-F]{4,12})*)?${end}`,
      "i",
    ),
  },
  {
    name: "IN Cell",
    example: "plate-1/B - 03(fld 1 wv DAPI - DAPI).tif",
    pattern: new RegExp(
      `(?:^|/)(?<row>[A-P]) - (?<col>\\d{1,2})\\(fld (?<site>\\d+) wv (?<channel>[^)]*?)` +
        `(?: z (?<plane>\\d+))?\\)${end}`,
      "i",
    ),
  },
  {
    name: "well, site and the channel's name",
    example: "plate-1/B03_s1_DAPI.tif",
    pattern: new RegExp(
      `${named}[_-](?:s|f|site|field)?(?<site>\\d+)[_-](?<channel>[^/_]+?)${end}`,
      "i",
    ),
  },
  {
    name: "well and the channel's name, one site",
    example: "plate-1/B03_DAPI.tif",
    pattern: new RegExp(
      `${named}[_-](?!(?:s|f|site|field)\\d+\\.)(?<channel>[^/_]+?)${end}`,
      "i",
    ),
  },
  {
    name: "well and site, all channels in one file",
    example: "plate-1/B03_s1.ome.tif",
    pattern: new RegExp(`${named}[_-](?:s|f|site|field)(?<site>\\d+)${end}`, "i"),
  },
  {
    name: "well, all channels in one file",
    example: "plate-1/B03.ome.tif",
    pattern: new RegExp(`${named}${end}`, "i"),
  },
];
