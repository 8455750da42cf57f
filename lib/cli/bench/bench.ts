/** Files that a bench prepared, and what it tells its peer about them. */
export interface Prepared {
  /** What is worked on, for the table: size, number. */
  input: string;
  /** One run of our own work, everything that the peer does too. */
  run: () => unknown | Promise<unknown>;
  /** Text that the peer's program gets as its only argument, for example the path of a folder. */
  peerInput?: string;
  /** The same work at its fastest on this machine, run in turn in this process; stands in for a peer. */
  reference?: { name: string; run: () => unknown | Promise<unknown> };
  /**
   * Most memory of a run, bytes, from what it gave, where it works in processes of its own; also of a
   * run of the reference. Defaults to that of this process.
   */
  peakBytes?: (result: unknown) => number;
  /** Compares what both gave; throws where they differ. */
  check?: (ours: unknown, peer: string) => void | Promise<void>;
}

/** The same work by the field's usual program. */
export interface Peer {
  /** Its name and what of it is used, for the table. */
  name: string;
  /** Packages for pip, pinned. */
  packages: string[];
  /** Python file beside the bench; it defines `prepare(argument)`, which returns a function of no arguments that does one run. */
  script: URL;
}

/** One comparison. Each lives in a file of its own in this folder and is listed in `benches.ts`. */
export interface Bench {
  /** The word for `--only`. */
  name: string;
  /** What is measured, in a few words. */
  what: string;
  /** The same work by another program; defaults to none. */
  peer?: Peer;
  /** Most time we may take, as a multiple of the peer's, where the project promises one. */
  target?: number;
  /**
   * Most memory we may have, bytes, where the project promises a limit.
   *
   * @param peerBytes What the peer or the reference had; NaN where none was run.
   */
  memoryTarget?: (peerBytes: number) => number;
  /** Takes so long that it runs only where it is named; defaults to false. */
  onlyByName?: boolean;
  /** Runs of each side; defaults to 9. */
  repeats?: number;
  /**
   * Makes the input.
   *
   * @param folder A folder of its own, removed afterwards.
   */
  prepare: (folder: string) => Promise<Prepared>;
}
