/** The code cells of a notebook's JSON. */
export function readNotebook(text) {
  return JSON.parse(text)
    .cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => (Array.isArray(source) ? source.join("") : source));
}
