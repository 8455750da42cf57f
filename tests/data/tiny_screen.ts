/** A screen of one compound in one week, drawn within seconds. */
export const tinyScreen = {
  size: "small",
  width: 96,
  height: 96,
  weeks: 1,
  compounds: ["taxol"],
} as const;
