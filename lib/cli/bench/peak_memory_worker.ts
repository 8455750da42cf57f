/// <reference lib="deno.worker" />
/** Watches the memory of the whole process while the main thread is busy; any message asks for the most since the last. */
let most = 0;
setInterval(() => most = Math.max(most, Deno.memoryUsage().rss), 10);
self.onmessage = () => {
  self.postMessage(Math.max(most, Deno.memoryUsage().rss));
  most = 0;
};
