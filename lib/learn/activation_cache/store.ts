/**
 * Where pieces of a cache are kept beyond memory, such as a folder; the library touches no disk by itself.
 */
export interface ActivationStore {
  /**
   * Length of a piece, bytes; undefined where there is none.
   *
   * @param name Name of the piece, parts of a path with slashes between them.
   */
  size(name: string): Promise<number | undefined>;
  /**
   * Part of a piece that is there.
   *
   * @param name Name of the piece.
   * @param begin First byte.
   * @param end Byte after the last one.
   */
  read(name: string, begin: number, end: number): Promise<Uint8Array>;
  /**
   * Keeps a piece, whole or not at all.
   *
   * @param name Name of the piece.
   * @param bytes Its content.
   */
  write(name: string, bytes: Uint8Array): Promise<void>;
}
