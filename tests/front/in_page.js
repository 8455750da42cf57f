// Runs inside JupyterLab's page; `notebook_page.ts` calls what is here.
globalThis.c2s = (() => {
  // Nobody is there to answer whether an unsaved notebook may be left.
  globalThis.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);

  const panel = () => {
    const shell = globalThis.jupyterapp?.shell;
    return shell && [...shell.widgets("main")].find((widget) => widget.context?.path);
  };
  const cells = () => panel()?.content?.widgets ?? [];
  const isCode = (cell) => cell.model.type === "code";
  const text = (value) => Array.isArray(value) ? value.join("") : String(value ?? "");
  const painted = () => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));

  /** Middle of an element that can be clicked, or nothing. */
  function middle(selector, label) {
    const found = [...document.querySelectorAll(selector)].find((element) =>
      element.getClientRects().length > 0 &&
      (label === undefined || element.textContent.trim().startsWith(label))
    );
    if (!found) return null;
    const { x, y, width, height } = found.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }

  function state() {
    const code = cells().filter(isCode).filter((cell) =>
      cell.model.sharedModel.source.trim() !== ""
    );
    return {
      ready: panel()?.context?.isReady === true &&
        panel()?.sessionContext?.session?.kernel?.connectionStatus === "connected",
      kernel: panel()?.sessionContext?.session?.kernel?.status ?? "none",
      cells: code.length,
      executed: code.filter((cell) => cell.model.executionCount !== null).length,
      running: code.filter((cell) => cell.prompt === "*").length,
      errors: code.flatMap((cell, i) =>
        outputsOf(cell).filter(({ output_type }) => output_type === "error")
          .map(({ ename, evalue }) => ({ cell: i + 1, name: ename, message: evalue }))
      ),
      dirty: panel()?.context?.model?.dirty === true,
      dialog: document.querySelector(".jp-Dialog-content")?.innerText ?? null,
    };
  }

  function outputsOf(cell) {
    return cell.model.outputs.toJSON();
  }

  /** What each code cell has put out, as the notebook's file will hold it. */
  function outputs() {
    return cells().filter(isCode).map(outputsOf);
  }

  async function bring(node) {
    node.scrollIntoView({ block: "start" });
    await painted();
  }

  /** The chart or picture of an output: an image that has loaded, Vega's canvas, or its SVG. */
  function drawn(node) {
    return [...node.querySelectorAll("img, .vega-embed canvas, .vega-embed svg.marks")].filter(
      (e) => {
        const { width, height } = e.getBoundingClientRect();
        return width > 1 && height > 1;
      },
    );
  }

  function isBlank(element) {
    if (element.tagName === "svg") return element.querySelectorAll("path, text").length === 0;
    const source = element.tagName === "CANVAS" ? element : null;
    const canvas = document.createElement("canvas");
    canvas.width = 200;
    canvas.height = 200;
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, 200, 200);
    context.drawImage(source ?? element, 0, 0, 200, 200);
    const { data } = context.getImageData(0, 0, 200, 200);
    for (let i = 4; i < data.length; i += 4) {
      if (Math.abs(data[i] - data[0]) + Math.abs(data[i + 1] - data[1]) > 24) return false;
    }
    return true;
  }

  function loaded(element) {
    return element.tagName !== "IMG" || (element.complete && element.naturalWidth > 0);
  }

  /** What is wrong with how one output looks. */
  function faults(output, node) {
    const found = [], data = output.data ?? {}, figure = output.metadata?.c2s?.figure;
    const { width, height } = node.getBoundingClientRect();
    if (width < 1 || height < 1) return ["takes no room"];
    if (figure) {
      const charts = drawn(node);
      if (charts.length === 0) found.push("no chart is drawn");
      if (charts.length > 1) found.push(`${charts.length} pictures of one figure`);
      for (const chart of charts) {
        if (!loaded(chart)) found.push("its picture has not loaded");
        else if (isBlank(chart)) found.push("its picture is blank");
      }
      if (data["application/vnd.vegalite.v5+json"] && !node.querySelector(".vega-embed")) {
        found.push("the chart is not interactive");
      }
    } else if (/<table/.test(text(data["text/html"]))) {
      const table = node.querySelector("table");
      if (!table || table.rows.length === 0) found.push("no table is drawn");
    } else if (
      data["text/html"] && node.innerText.trim() === "" && !node.querySelector("progress, img, svg")
    ) {
      found.push("HTML without anything to see");
    }
    if (data["text/markdown"] && !node.querySelector(".jp-RenderedMarkdown")) {
      found.push("Markdown is not rendered");
    }
    if (
      data["application/vnd.vegalite.v5+json"] &&
      /Error/.test(node.querySelector(".vega-embed")?.innerText ?? "")
    ) {
      found.push(node.querySelector(".vega-embed").innerText.trim().slice(0, 200));
    }
    for (const box of [node, ...node.querySelectorAll("div")]) {
      const overflow = getComputedStyle(box);
      if (/auto|scroll/.test(overflow.overflowX) && box.scrollWidth > box.clientWidth + 1) {
        found.push(`is ${box.scrollWidth - box.clientWidth} px wider than the page`);
        break;
      }
    }
    return found;
  }

  /** Looks at every output of every code cell, once it has been scrolled to. */
  async function look(patience) {
    const seen = [];
    for (const [i, cell] of cells().filter(isCode).entries()) {
      const all = outputsOf(cell);
      if (all.length === 0) continue;
      await bring(cell.node);
      for (const [j, output] of all.entries()) {
        const node = cell.outputArea.widgets[j]?.node;
        const figure = output.metadata?.c2s?.figure;
        if (!node) {
          seen.push({
            cell: i + 1,
            output: j + 1,
            id: figure?.id ?? null,
            faults: ["is not shown"],
          });
          continue;
        }
        await bring(node);
        // Outputs are drawn a moment after they come into sight.
        const until = performance.now() + patience;
        let wrong = faults(output, node);
        while (wrong.length > 0 && performance.now() < until) {
          if (wrong.every((fault) => /wider than the page/.test(fault))) break;
          await pause(100);
          wrong = faults(output, node);
        }
        seen.push({
          cell: i + 1,
          output: j + 1,
          id: figure?.id ?? null,
          table: node.querySelector("table") !== null,
          faults: wrong,
        });
      }
      if (cell.outputArea.node.closest(".jp-mod-outputsScrolled")) {
        seen.push({ cell: i + 1, output: 0, id: null, faults: ["outputs are in a scrolling box"] });
      }
    }
    return seen;
  }

  /** Markdown cells that are not rendered, and formulas that cannot be read. */
  function prose() {
    return cells().filter((cell) => cell.model.type === "markdown").flatMap((cell, i) => {
      const found = [];
      if (!cell.rendered || !cell.node.querySelector(".jp-RenderedMarkdown")) {
        found.push("not rendered");
      }
      if (cell.node.querySelector(".katex-error, [data-mjx-error], merror")) {
        found.push("broken formula");
      }
      const shown = cell.node.querySelector(".jp-RenderedMarkdown");
      const plain = [...shown?.childNodes ?? []].filter((e) => e.tagName !== "PRE")
        .map((e) => e.textContent).join("");
      if (/\$\$/.test(plain)) found.push("a formula is shown as its source");
      return found.map((fault) => `Markdown cell ${i + 1}: ${fault}`);
    });
  }

  /** Where the outputs of a figure or a part of the notebook are in the window. */
  function figures() {
    const found = [];
    for (const cell of cells().filter(isCode)) {
      for (const [j, output] of outputsOf(cell).entries()) {
        if (output.metadata?.c2s?.figure) {
          found.push({ cell: cells().indexOf(cell), output: j, id: output.metadata.c2s.figure.id });
        }
      }
    }
    return found;
  }

  async function placeOf(cell, output) {
    const node = cells()[cell].outputArea.widgets[output].node;
    await bring(node);
    await pause(150);
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x, y, width, height };
  }

  /** Scrolls to a part of the notebook; whether there is more below. */
  async function scrollTo(top) {
    const box =
      document.querySelector(".jp-Notebook:not(.lm-mod-hidden) .jp-WindowedPanel-outer") ??
        panel().content.node.querySelector(".jp-WindowedPanel-outer");
    box.scrollTop = top;
    await painted();
    await pause(250);
    const last = cells().at(-1).node.getBoundingClientRect().bottom;
    const more = last > box.getBoundingClientRect().bottom + 2;
    return { top: box.scrollTop, height: box.clientHeight, more };
  }

  /** The bars of a code cell now, with the number of outputs it has. */
  function bars(number) {
    const cell = cells().filter(isCode)[number - 1];
    return {
      outputs: cell.model.outputs.length,
      values: [...cell.node.querySelectorAll("progress")].map(({ value }) => value),
      text: cell.outputArea.node.innerText,
      running: cell.prompt === "*",
    };
  }

  function shutDown() {
    return panel().sessionContext.shutdown();
  }

  function select(number) {
    const cell = cells().filter(isCode)[number - 1];
    panel().content.activeCellIndex = cells().indexOf(cell);
    panel().content.activate();
    return bring(cell.node);
  }

  return {
    middle,
    state,
    outputs,
    look,
    prose,
    figures,
    placeOf,
    scrollTo,
    bars,
    select,
    shutDown,
  };
})();
