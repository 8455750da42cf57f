import type { Answer, DevTools } from "./devtools.ts";

/** What a notebook's page says about itself. */
export interface PageState {
  /** The notebook is there and its kernel connected. */
  ready: boolean;
  /** State of the kernel: `idle`, `busy`, … */
  kernel: string;
  /** Number of code cells that hold code. */
  cells: number;
  /** How many of them have a number. */
  executed: number;
  /** How many of them show that they run, or wait for their turn. */
  running: number;
  /** Errors shown, with the number of their code cell. */
  errors: { cell: number; name: string; message: string }[];
  /** There is something to save. */
  dirty: boolean;
  /** Text of the question that lies over the page. */
  dialog: string | null;
}

/** How one output looks. */
export interface Look {
  /** Number of its code cell. */
  cell: number;
  /** Its number in the cell. */
  output: number;
  /** Id of the figure, where it is one. */
  id: string | null;
  /** It shows a table. */
  table?: boolean;
  /** What is wrong with it. */
  faults: string[];
}

/** An output as the notebook's file holds it. */
export interface ShownOutput {
  output_type: string;
  data?: Record<string, unknown>;
  metadata?: { c2s?: { seq: number; update?: number; figure?: { id: string } } };
  text?: string | string[];
  ename?: string;
  evalue?: string;
}

/** A part of the window [px]. */
interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A notebook in JupyterLab, used as a person does: by its buttons and menus. */
export class NotebookPage {
  /** Errors that the page wrote to its console. */
  readonly complaints: string[] = [];
  #page: DevTools;

  private constructor(page: DevTools) {
    this.#page = page;
    page.onEvent((method, params) => {
      const said = complaint(method, params);
      if (said !== undefined) this.complaints.push(said);
    });
  }

  /** Opens a notebook and waits until its kernel is connected. */
  static async open(page: DevTools, address: string): Promise<NotebookPage> {
    const source = await Deno.readTextFile(new URL("in_page.js", import.meta.url));
    // A headless window has no focus of its own, and buttons act on what has it.
    await page.call("Emulation.setFocusEmulationEnabled", { enabled: true });
    await page.call("Page.addScriptToEvaluateOnNewDocument", { source });
    const notebook = new NotebookPage(page);
    await notebook.goTo(address);
    return notebook;
  }

  /** Opens another notebook in the same page. */
  async goTo(address: string): Promise<void> {
    await this.#page.call("Page.navigate", { url: "about:blank" });
    await this.#page.call("Page.navigate", { url: address });
    await this.until(({ ready, cells }) => ready && cells > 0, 120, "the notebook is open");
  }

  /** What the page says about itself now. */
  state(): Promise<PageState> {
    return this.#page.evaluate<PageState>("globalThis.c2s.state()");
  }

  /** Waits for a state; throws, saying which, where it does not come. */
  async until(
    reached: (state: PageState) => boolean,
    seconds: number,
    what: string,
  ): Promise<PageState> {
    const end = performance.now() + seconds * 1000;
    while (true) {
      const state = await this.state();
      if (reached(state)) return state;
      if (performance.now() > end) {
        throw new Error(`Not within ${seconds} s: ${what}; it is ${JSON.stringify(state)}`);
      }
      await pause(100);
    }
  }

  /** Clicks a button of the notebook's toolbar, by its command. */
  button(command: string): Promise<void> {
    return this.#click(`.jp-NotebookPanel-toolbar [data-command="${command}"]`);
  }

  /** Clicks through a menu. */
  async menu(name: string, command: string): Promise<void> {
    await this.#click(".lm-MenuBar-item", name);
    await this.#click(`.lm-Menu-item[data-command="${command}"]`);
  }

  /** Says yes to the question that lies over the page. */
  accept(): Promise<void> {
    return this.#click(".jp-Dialog-button.jp-mod-accept");
  }

  /** Run → Run All Cells, and waits until every cell has run. */
  async runAll(seconds: number): Promise<PageState> {
    await this.menu("Run", "runmenu:run-all");
    return await this.ran(seconds);
  }

  /** Waits until every cell has run, or one has failed. */
  async ran(seconds: number): Promise<PageState> {
    const state = await this.until(
      ({ executed, cells, running, errors }) =>
        running === 0 && (executed === cells || errors.length > 0),
      seconds,
      "every cell has run",
    );
    return state;
  }

  /** Runs one code cell, by its number, without waiting for it. */
  async run(cell: number): Promise<void> {
    await this.#page.evaluate(`globalThis.c2s.select(${cell})`);
    await this.button("notebook:run-cell-and-select-next");
  }

  /** What each code cell has put out. */
  outputs(): Promise<ShownOutput[][]> {
    return this.#page.evaluate<ShownOutput[][]>("globalThis.c2s.outputs()");
  }

  /** Looks at every output, after scrolling to it; a chart has 8 s, or as said [s], to appear. */
  look(patience = 8): Promise<Look[]> {
    return this.#page.evaluate<Look[]>(`globalThis.c2s.look(${1000 * patience})`);
  }

  /** What is wrong with the prose. */
  prose(): Promise<string[]> {
    return this.#page.evaluate<string[]>("globalThis.c2s.prose()");
  }

  /** The progress bars of a code cell, its text and how many outputs it has. */
  bars(
    cell: number,
  ): Promise<{ outputs: number; values: number[]; text: string; running: boolean }> {
    return this.#page.evaluate(`globalThis.c2s.bars(${cell})`);
  }

  /** Ends the kernel, which would otherwise keep its memory. */
  async shutDown(): Promise<void> {
    await this.#page.evaluate("globalThis.c2s.shutDown()");
  }

  /** Changes the theme. */
  async theme(theme: "light" | "dark"): Promise<void> {
    const name = theme === "dark" ? "JupyterLab Dark" : "JupyterLab Light";
    await this.#page.evaluate(
      `globalThis.jupyterapp.commands.execute("apputils:change-theme", { theme: "${name}" })`,
    );
    await pause(1500);
  }

  /** Writes the whole notebook as pictures of one window each: `<path>-01.png`, … */
  async screenshots(path: string): Promise<string[]> {
    const paths: string[] = [];
    for (let top = 0, more = true; more;) {
      const at = await this.#page.evaluate<{ top: number; height: number; more: boolean }>(
        `globalThis.c2s.scrollTo(${top})`,
      );
      paths.push(`${path}-${String(paths.length + 1).padStart(2, "0")}.png`);
      await this.#picture(paths.at(-1) as string);
      top = at.top + at.height - 40;
      more = at.more;
    }
    return paths;
  }

  /** Writes a picture of every figure: `<path>-<id>.png`. */
  async figurePictures(path: string): Promise<string[]> {
    const figures = await this.#page.evaluate<{ cell: number; output: number; id: string }[]>(
      "globalThis.c2s.figures()",
    );
    const paths: string[] = [];
    for (const { cell, output, id } of figures) {
      const area = await this.#page.evaluate<Area>(`globalThis.c2s.placeOf(${cell}, ${output})`);
      paths.push(`${path}-${id}.png`);
      await this.#picture(paths.at(-1) as string, area);
    }
    return paths;
  }

  /** Size of the window [px]. */
  async resize(width: number, height: number): Promise<void> {
    await this.#page.call("Emulation.setDeviceMetricsOverride", {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await pause(500);
  }

  async #picture(path: string, area?: Area): Promise<void> {
    const clip = area === undefined ? {} : { clip: { ...area, scale: 1 } };
    const { data } = await this.#page.call("Page.captureScreenshot", { format: "png", ...clip });
    await Deno.writeFile(path, Uint8Array.fromBase64(data as string));
  }

  async #click(selector: string, label?: string): Promise<void> {
    const what = JSON.stringify(selector) +
      (label === undefined ? "" : `, ${JSON.stringify(label)}`);
    const end = performance.now() + 15_000;
    let place: { x: number; y: number } | null = null;
    while (place === null) {
      place = await this.#page.evaluate(`globalThis.c2s.middle(${what})`);
      if (place === null && performance.now() > end) throw new Error(`Nothing to click at ${what}`);
      if (place === null) await pause(50);
    }
    const event = { ...place, button: "left", clickCount: 1 };
    await this.#page.call("Input.dispatchMouseEvent", { type: "mouseMoved", ...place });
    await this.#page.call("Input.dispatchMouseEvent", { type: "mousePressed", ...event });
    await this.#page.call("Input.dispatchMouseEvent", { type: "mouseReleased", ...event });
  }
}

/** An error that the page wrote to its console, or nothing. */
function complaint(method: string, params: Answer): string | undefined {
  if (method === "Runtime.exceptionThrown") {
    const details = params.exceptionDetails as {
      text: string;
      exception?: { description?: string };
    };
    return details.exception?.description ?? details.text;
  }
  if (method === "Runtime.consoleAPICalled" && params.type === "error") {
    const words = params.args as { value?: unknown; description?: string }[];
    return words.map(({ value, description }) => String(description ?? value)).join(" ");
  }
  return undefined;
}

function pause(ms: number): Promise<void> {
  return new Promise((go) => setTimeout(go, ms));
}
