// Writes a font with the characters and the weights that the app uses and no others: `node font.js IN OUT`.
// Both are said in style/app.css, beside the font.
import { readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const [from, to] = process.argv.slice(2);
const style = await readFile(new URL("style/app.css", import.meta.url), "utf8");
const face = /@font-face \{([^}]*)\}/.exec(style)[1];
const [min, max] = /font-weight: (\d+) (\d+);/.exec(face).slice(1).map(Number);
const ranges = /unicode-range: ([^;]*);/.exec(face)[1].split(", ").map((range) => range.slice(2).split("-"));
const characters = ranges.flatMap(([first, last = first]) => {
  const [start, end] = [first, last].map((code) => parseInt(code, 16));
  return Array.from({ length: end - start + 1 }, (_, step) => String.fromCodePoint(start + step));
});
const font = await subsetFont(await readFile(from), characters.join(""), {
  targetFormat: "woff2",
  variationAxes: { wght: { min, max } },
});
await writeFile(to, font);
