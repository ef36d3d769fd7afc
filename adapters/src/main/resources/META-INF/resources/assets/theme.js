// The workspace's colour, wherever it can be read (WCAG 2.2, 1.4.3 and 1.4.11).

/** @typedef {[number, number, number]} Rgb */

/** @param {string} hex @returns {Rgb | undefined} */
export function parse(hex) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return match ? /** @type {Rgb} */ (match.slice(1).map((part) => parseInt(part, 16))) : undefined;
}

/** @param {Rgb} color */
function luminance(color) {
  const [r, g, b] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {Rgb} a @param {Rgb} b @returns {number} 1 to 21 */
export function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** @type {Rgb} */ const WHITE = [255, 255, 255];
/** @type {Rgb} */ const BLACK = [0, 0, 0];

/** The colour, moved towards an end until it can be read on all of the grounds. @param {Rgb} color @param {Rgb[]} grounds @param {Rgb} end @returns {Rgb} */
export function readable(color, grounds, end) {
  for (let step = 0; step <= 20; step++) {
    const mixed = /** @type {Rgb} */ (color.map((part, i) => Math.round(part + ((end[i] - part) * step) / 20)));
    if (grounds.every((ground) => contrast(mixed, ground) >= 4.6)) return mixed;
  }
  return end;
}

/** @param {Rgb} color */
const css = (color) => `rgb(${color.join(' ')})`;

/** The grounds that the accent stands on, as in pages.css: page, card and tint. */
const GROUNDS = {
  light: /** @type {Rgb[]} */ ([[244, 245, 248], WHITE]),
  dark: /** @type {Rgb[]} */ ([[16, 18, 25], [27, 30, 41]]),
};

/** @param {string | undefined} accent `#rrggbb` */
export function applyAccent(accent) {
  const color = accent && parse(accent);
  if (!color) return;
  const style = document.documentElement.style;
  style.setProperty('--brand', css(color));
  style.setProperty('--on-brand', css(contrast(color, WHITE) >= contrast(color, BLACK) ? WHITE : BLACK));
  style.setProperty('--accent-light', css(readable(color, GROUNDS.light, BLACK)));
  style.setProperty('--accent-dark', css(readable(color, GROUNDS.dark, WHITE)));
}
