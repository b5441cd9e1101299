/**
 * The HTML document of the graph panel, as text: the extension sets it as the webview's content and the browser tests
 * open it in an ordinary page, so both run the same thing. A pure function: it knows neither the DOM nor `vscode`.
 */

export interface PageResources {
  /** Address of `dist/panel.js`, as the page can load it. */
  readonly script: string;
  /** Address of `dist/panel.css`. */
  readonly style: string;
  /** Address of `dist/layoutWorker.js`. The page fetches its text and starts it from a blob, which webviews require. */
  readonly layoutWorker: string;
  /** Fresh for each page: at least 16 random bytes in base64 or hex. */
  readonly nonce: string;
  /** `webview.cspSource`, or `'self'` in an ordinary browser. */
  readonly source: string;
}

/** The whole document. Every resource is quoted for use in an attribute. */
export function panelPage(resources: PageResources): string {
  const { source, nonce } = resources;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `style-src ${source}`,
    `font-src ${source}`,
    // PNG export paints the drawing's SVG through an image with a data address.
    `img-src ${source} data: blob:`,
    `connect-src ${source}`,
    "worker-src blob:",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>GradLens graph</title>
<link rel="stylesheet" href="${attribute(resources.style)}">
</head>
<body>
<div id="gradlens"></div>
<script nonce="${attribute(nonce)}" src="${attribute(resources.script)}" data-layout-worker="${attribute(resources.layoutWorker)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
