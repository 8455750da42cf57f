/**
 * What a notebook shows: figures, tables, sentences with numbers, progress.
 *
 * @module
 */
export * from "./figure.ts";
export * from "./number.ts";
export * from "./progress.ts";
export * from "./svg.ts";
export * from "./table.ts";
export * from "./text.ts";
export * from "./theme.ts";
