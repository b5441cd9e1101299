/**
 * Plays the editor for the panel: gives `acquireVsCodeApi` before the panel's script runs, records what the panel
 * posts, and keeps its state over reloads as an editor would.
 */
(() => {
  const STATE = "panel-state";
  window.posted = [];
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.posted.push(structuredClone(message)),
    getState: () => JSON.parse(sessionStorage.getItem(STATE) ?? "null"),
    setState: (state) => sessionStorage.setItem(STATE, JSON.stringify(state)),
  });
  window.say = (message) => window.postMessage(message, "*");
})();
