/** A message that reached the notebook. */
export interface Sent {
  kind: string;
  data: Record<string, unknown>;
  metadata: Record<string, unknown> & { c2s: Record<string, unknown> };
  place: string;
}

/** Runs the work as if in the kernel of a notebook; what it showed, in order. */
export async function inFakeKernel(work: () => Promise<void>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const scope = Deno as unknown as { jupyter: unknown };
  const tallies = globalThis as unknown as Record<symbol, unknown>;
  delete tallies[Symbol.for("c2s.shown")];
  // This process must not hear the signals of a kernel.
  tallies[Symbol.for("c2s.stops")] = { actions: new Set(), listening: true };
  scope.jupyter = {
    broadcast: (
      kind: string,
      content: Omit<Sent, "kind" | "place"> & { transient: { display_id: string } },
    ) => {
      const { data, metadata, transient } = structuredClone(content);
      sent.push({ kind, data, metadata, place: transient.display_id });
      return Promise.resolve();
    },
  };
  try {
    await work();
  } finally {
    scope.jupyter = undefined;
  }
  return sent;
}
