import { main } from "../../lib/cli/main.ts";

/** Runs one c2s command line and catches what it prints. */
export async function c2s(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const lines: string[] = [], errors: string[] = [], saved = console.error;
  console.error = (line: unknown) => errors.push(String(line));
  try {
    const code = await main(args, (line) => lines.push(line));
    return { code, out: lines.join("\n"), said: errors.join("\n") };
  } finally {
    console.error = saved;
  }
}
