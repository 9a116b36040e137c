import { cleanText } from '#lib/text';
import { decodeTex } from '#papers';

/**
 * The names of a BibTeX name list in reading order: `LeCun, Yann and von Neumann, John and others` is Yann LeCun and
 * John von Neumann. Name forms: Patashnik, "BibTeXing" (1988), section 4.
 */
export function bibtexNames(list: string): string[] {
  const names = splitOutsideBraces(` ${list} `.replace(/\s+/g, ' '), / and /giy);
  return names.filter((name) => !/^\s*(?:others|et\s+al\.?)\s*$/i.test(name)).map(bibtexName).filter((name) => name !== '');
}

function bibtexName(name: string): string {
  return inReadingOrder(splitOutsideBraces(name, /,/gy).map((part) => cleanText(decodeTex(part).replace(/[{}]/g, ''))));
}

/** `['LeCun', 'Yann']` and `['King', 'Jr.', 'Martin Luther']` (BibTeX's order, suffix second) in reading order. */
export function inReadingOrder(parts: readonly string[]): string {
  const [last = '', ...rest] = parts;
  const first = rest.at(-1) ?? '';
  return cleanText([first, last, ...rest.slice(0, -1)].join(' '));
}

/** Cuts at each match of the sticky pattern that is not inside braces. */
function splitOutsideBraces(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\\') at += 1;
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
    else if (depth <= 0 && separator.source.startsWith(sign!)) {
      separator.lastIndex = at;
      const match = separator.exec(text);
      if (!match) continue;
      parts.push(text.slice(start, at));
      start = at + match[0].length;
      // The last sign may begin the next separator: `A and and B`.
      at = start - (match[0].length > 1 ? 2 : 1);
    }
  }
  return [...parts, text.slice(start)];
}
