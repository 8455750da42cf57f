import { run, type RunOptions } from "./process.ts";
import { Shortfall } from "./step.ts";

/** A Python that was tried. */
export interface PythonFound {
  /** How it is called. */
  program: string;
  /** Arguments that come first, as in `py -3`. */
  args: string[];
  /** Major and minor version. */
  version: [number, number];
  /** Whether it can make virtual environments with pip in them. */
  canMakeEnvironments: boolean;
}

const candidates: [string, ...string[]][] = [
  ["python3"],
  ...[14, 13, 12, 11, 10].map((minor): [string] => [`python3.${minor}`]),
  ["python"],
  ["py", "-3"],
];

const question = `
import importlib.util as u, sys
print(*sys.version_info[:2], int(all(map(u.find_spec, ["venv", "ensurepip"]))))`;

/**
 * Finds a Python of version 3.10 or newer that can make virtual environments.
 *
 * @param options What ends the search; variables, PATH above all, to search with.
 * @returns The first that fits, in the order python3, python3.14 … python3.10, python, py.
 * @throws {Shortfall} One line that says what was found and what to install.
 */
export async function findPython(
  options: Pick<RunOptions, "signal" | "env"> = {},
): Promise<PythonFound> {
  const found: PythonFound[] = [];
  for (const [program, ...args] of candidates) {
    const { code, out } = await run(program, [...args, "-c", question], {
      ...options,
      timeout: 10_000,
    });
    const [major = 0, minor = 0, complete] = out.trim().split(" ").map(Number);
    if (code !== 0 || major === 0) continue;
    const python: PythonFound = {
      program,
      args,
      version: [major, minor],
      canMakeEnvironments: complete === 1,
    };
    if (isNewEnough(python) && python.canMakeEnvironments) return python;
    found.push(python);
  }
  throw new Shortfall(remedy(found));
}

function isNewEnough({ version: [major, minor] }: PythonFound): boolean {
  return major > 3 || (major === 3 && minor >= 10);
}

/**
 * What to install where no Python fits, in one line.
 *
 * @param found The ones that were found and do not fit.
 * @param os The system; defaults to this one.
 *
 * @example
 * ```ts
 * import { remedy } from "./python.ts";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(remedy([], "linux"), "Python 3.10 or newer");
 * ```
 */
export function remedy(found: readonly PythonFound[], os: string = Deno.build.os): string {
  const bare = found.find(isNewEnough);
  if (bare !== undefined) {
    const version = bare.version.join(".");
    return `${bare.program} (${version}) cannot make virtual environments; install its venv ` +
      `module (Debian, Ubuntu: apt install python${version}-venv) and run this again`;
  }
  const seen = found.length === 0
    ? "none was found"
    : `found ${found.map((one) => `${one.program} ${one.version.join(".")}`).join(", ")}`;
  const how: Record<string, string> = {
    darwin: "brew install python",
    windows: "winget install Python.Python.3.12",
  };
  return `Python 3.10 or newer is needed for Jupyter (${seen}); install it ` +
    `(${how[os] ?? "Debian, Ubuntu: apt install python3 python3-venv"}) and run this again`;
}
