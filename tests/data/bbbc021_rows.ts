/** What a row of a made-up image table may say instead of the default. */
export interface RowOptions {
  /** Site, defaults to 1. */
  site?: number;
  /** Well, defaults to G10. */
  well?: string;
  /** Plate, defaults to Week4_27481. */
  plate?: string;
  /** Compound as it stands in the CSV, defaults to taxol. */
  compound?: string;
  /** Concentration as it stands in the CSV, defaults to 0.3. */
  concentration?: string;
  /** Replicate as it stands in the CSV, defaults to 1. */
  replicate?: string;
  /** Start of file names, defaults to nothing. */
  prefix?: string;
  /** File of the actin channel, defaults to that of well and site. */
  actin?: string;
}

/** An image table in the layout of BBBC021. */
export function imageCsv(rows: RowOptions[]): string {
  const header = "TableNumber,ImageNumber,Image_FileName_DAPI,Image_PathName_DAPI," +
    "Image_FileName_Tubulin,Image_PathName_Tubulin,Image_FileName_Actin,Image_PathName_Actin," +
    "Image_Metadata_Plate_DAPI,Image_Metadata_Well_DAPI,Replicate,Image_Metadata_Compound," +
    "Image_Metadata_Concentration";
  const lines = rows.map((row, index) => {
    const { site = 1, well = "G10", plate = "Week4_27481", prefix = "" } = row;
    const { compound = "taxol", concentration = "0.3", replicate = "1" } = row;
    const name = (channel: number) => `${prefix}${well}_s${site}_w${channel}AAAA.tif`;
    const folder = `${plate.split("_")[0]}/${plate}`;
    const actin = row.actin ?? name(4);
    return [4, index + 1, name(1), folder, name(2), folder, actin, folder, plate, well, replicate]
      .concat([compound, concentration]).join(",");
  });
  return [header, ...lines, ""].join("\n");
}
