import { duration } from "../../show/progress.ts";
import type { CellFailure, RunEvent } from "./run_notebook.ts";

/** Where the lines go: a terminal, where a line can be overwritten, or anything else. */
export interface Screen {
  /** Writes text as it is. */
  write: (text: string) => void;
  /** Whether the last line can be overwritten. */
  live: boolean;
}

/**
 * Turns the events of one notebook into lines for people.
 *
 * On a terminal the running cell has one line that is overwritten; elsewhere each cell that took
 * a second or more gets a line, so that logs stay short.
 *
 * @param title How the notebook is called, with its place in the story.
 * @param screen Where the lines go.
 * @returns A listener for `runNotebook`.
 */
export function narrate(title: string, screen: Screen): (event: RunEvent) => void {
  const started = performance.now();
  const clear = screen.live ? "\r\x1b[2K" : "";
  let cells = 0;
  screen.write(`${title}${screen.live ? "" : "\n"}`);
  return (event) => {
    switch (event.event) {
      case "ready":
        cells = event.cells;
        break;
      case "cell":
        if (screen.live) {
          screen.write(
            `${clear}${title}  cell ${event.number} of ${event.of}  ${firstLine(event)}`,
          );
        }
        break;
      case "done":
        if (!screen.live && event.seconds >= 1) {
          screen.write(`    cell ${event.number} of ${event.of}  ${duration(event.seconds)}\n`);
        }
        break;
      case "failed":
        screen.write(`${clear}${failureText(title, event)}\n`);
        break;
      case "tally": {
        const time = duration((performance.now() - started) / 1000);
        screen.write(`${clear}${screen.live ? title : "   "} ${cells} cells  ${time}\n`);
        break;
      }
      case "stopped":
        screen.write(`${clear}${title}  stopped; the kernel has ended\n`);
        break;
      case "broken":
        screen.write(`${clear}${title}  cannot run: ${event.message}\n`);
        break;
    }
  };
}

/**
 * What there is to say about a failing cell: notebook, cell, source, error.
 *
 * @param notebook How the notebook is called.
 * @param failure What happened.
 */
export function failureText(notebook: string, failure: CellFailure): string {
  const { number, of, cell, seconds, source, name, message, traceback, solution } = failure;
  // The input is wrong, not the code: its one line says all there is to say.
  if (/^(Uncaught )?InputError: /.test(message) || name === "InputError") {
    const said = message.replace(/^(Uncaught )?InputError: /, "").split("\n    at ")[0];
    return `${notebook}: the data cannot be used (found in code cell ${number} of ${of})\n  ${said}\n`;
  }
  const lines = source.split("\n");
  const width = String(lines.length).length;
  const said = message.startsWith(name) ? message : `${name}: ${message}`;
  const where = traceback.replace(/^Stack trace:\n?/, "").split("\n")
    .filter((line) => /^\s+at /.test(line) && !message.includes(line.trim()));
  const what = solution === true
    ? `the solution in cell ${cell}`
    : `code cell ${number} of ${of} (cell ${cell} of the notebook)`;
  return [
    `${notebook}: ${what} failed after ${duration(seconds)}`,
    "",
    ...lines.map((line, i) => `  ${String(i + 1).padStart(width)} | ${line}`),
    "",
    ...said.split("\n").map((line) => `  ${line}`),
    ...where.slice(0, 12).map((line) => `  ${line}`),
    "",
  ].map((line) => line.trimEnd()).join("\n");
}

function firstLine({ source }: { source: string }): string {
  const line = source.split("\n").find((text) => text.trim() !== "" && !text.startsWith("//"));
  return (line ?? "").slice(0, 50);
}
