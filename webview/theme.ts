/** Which theme the page is in, and news when it changes: VS Code marks the body, a browser has its own preference. */
import type { RampName } from "./magnitude.ts";

export function rampOfTheme(): RampName {
  const { classList } = document.body;
  if (classList.contains("vscode-light") || classList.contains("vscode-high-contrast-light")) return "onLight";
  if (classList.contains("vscode-dark") || classList.contains("vscode-high-contrast")) return "onDark";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "onDark" : "onLight";
}

export function onThemeChange(listener: () => void): void {
  new MutationObserver(listener).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  // Theme variables are set on the root element, after the body's class in some versions.
  new MutationObserver(listener).observe(document.documentElement, { attributes: true, attributeFilter: ["style"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
}

export function prefersStillness(): boolean {
  return (
    matchMedia("(prefers-reduced-motion: reduce)").matches || document.body.classList.contains("vscode-reduce-motion")
  );
}
