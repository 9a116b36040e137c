import { bounded } from './limits.js';
import { plainFormula } from './plain-formula.js';
import { plainScript } from './scripts.js';
import type { TextNode } from './tex/node.js';
import { hasTex, parseTex } from './tex/parse.js';

const MOST_ROUNDS = 6;

/**
 * A title or abstract as plain Unicode text, without TeX wherever Unicode can say it (`$\alpha$-divergence` → `α-divergence`,
 * `x^{2}` → `x²`), else with its source; at most 20,000 characters, white space folded. Doing it twice changes
 * nothing more.
 */
export function plainText(source: string): string {
  let text = source;
  // Text that was escaped in TeX can look like TeX when it is not any more; rounds go on until nothing changes.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const plainer = plainOnce(text);
    if (plainer === text) return text;
    text = plainer;
  }
  return plainOnce(text.replace(/[\\{}$~`]/g, ' '));
}

function plainOnce(source: string): string {
  const text = bounded(source.normalize('NFC'));
  const printed = hasTex(text) ? printAll(parseTex(text)).normalize('NFC') : text;
  return /^\s|\s$|[^\S ]|  /.test(printed) ? printed.replace(/\s+/g, ' ').trim() : printed;
}

function printAll(nodes: readonly TextNode[]): string {
  let text = '';
  for (const node of nodes) text += print(node);
  return text;
}

function print(node: TextNode): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'formula':
      return plainFormula(node.tex) ?? node.source;
    case 'styled':
      return styled(node.style, printAll(node.children));
    case 'link':
      return printAll(node.children);
  }
}

function styled(style: string, text: string): string {
  if (style === 'superscript') return plainScript('^', text);
  return style === 'subscript' ? plainScript('_', text) : text;
}
