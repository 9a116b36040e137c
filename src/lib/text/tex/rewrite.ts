/**
 * Rewrites what stands in the formulas of abstracts but is not plain TeX: characters by number, labels, references,
 * equation numbers, delimiters inside delimiters, simple chemistry.
 */
export function rewriteFormula(tex: string): string {
  if (!tex.includes('\\')) return tex;
  return tex
    .replace(/\\unicode(?:\[[^\]]{0,40}\])?\{(?:x([0-9a-f]{1,6})|(\d{1,7}))\}/gi, (_, hex?: string, decimal?: string) => character(hex, decimal))
    .replace(/\\(?:label|nonumber|notag)(?![A-Za-z])(?:\{[^{}]*\})?|\\\//g, '')
    .replace(/\\(?:cite[pt]?|ref|eqref)\{([^{}]*)\}/g, '\\text{[$1]}')
    .replace(/\\l?eqno\s*(\{(?:[^{}]|\{[^{}]*\})*\}|\([^()]*\))/g, '\\qquad $1')
    .replace(/^\s*\\\(|\\\)\s*$/g, '')
    .replace(/(?<!\\)\\([()])/g, '$1')
    .replace(/\\ce\{([^{}]*)\}/g, (_, formula: string) => chemistry(formula))
    .replace(/(?<!\\)\\\s*$/, '');
}

/** One printable character that no TeX sign can hide in. */
function character(hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const text = code <= 0x10ffff ? String.fromCodePoint(code) : '';
  return /^[\p{L}\p{N}\p{S}\p{P}]$/u.test(text) && !/[\\{}$%#&~^_]/.test(text) ? `\\text{${text}}` : '';
}

/** The simple part of mhchem's language: numbers behind letters and brackets count atoms, `->` is an arrow. */
function chemistry(formula: string): string {
  const counted = formula.replace(/([A-Za-z)\]])(\d+)/g, '$1_{$2}').replace(/->/g, '\\rightarrow ');
  return `\\mathrm{${counted.replace(/([A-Za-z\d)\]}])([+-])(?=$|[\s\])])/g, '$1^{$2}')}}`;
}
