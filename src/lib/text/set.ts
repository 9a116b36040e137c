import { StringCache } from './cache.js';
import { escapeHtml } from './escape.js';
import { bounded } from './limits.js';
import { formulaToMathml } from './mathml/formula.js';
import type { TextNode, TextStyle } from './tex/node.js';
import { hasTex, parseTex } from './tex/parse.js';

export interface SetTextOptions {
  /** A title stands in a heading, often inside a link: no links of its own, no formula on a line of its own. */
  as?: 'title' | 'abstract';
  /**
   * Says what to mark in a piece of running text, accents and commands of TeX carried out: ranges in order that do not
   * touch. Mathematics is never marked.
   */
  marks?: (text: string) => readonly { start: number; end: number }[];
}

/** Texts already set: 4,000 of them, 16 million characters at most (32 MB). */
const texts = new StringCache({ entries: 4_000, characters: 16_000_000 });

const TAGS: Readonly<Record<TextStyle, readonly [string, string]>> = {
  emphasis: ['<em>', '</em>'],
  strong: ['<strong>', '</strong>'],
  code: ['<code>', '</code>'],
  'small-capitals': ['<span class="small-capitals">', '</span>'],
  underline: ['<u>', '</u>'],
  superscript: ['<sup>', '</sup>'],
  subscript: ['<sub>', '</sub>'],
};

/**
 * Sets a title or abstract, TeX kept in it, as HTML that is safe in any page: mathematics as MathML, accents and text
 * commands carried out, http and https addresses linked, everything else escaped. Never throws; what cannot be set is
 * shown as its source. Results are kept in a bounded cache.
 */
export function setText(source: string, options: SetTextOptions = {}): string {
  const text = bounded(source);
  const title = options.as === 'title';
  // What is marked is another with each query.
  if (options.marks) return printAll(hasTex(text) ? parseTex(text) : [{ kind: 'text', text }], { title, marks: options.marks });
  if (!hasTex(text)) return escapeHtml(text);
  const key = (title ? 't' : 'a') + text;
  let html = texts.get(key);
  if (html === undefined) {
    html = printAll(parseTex(text), { title });
    texts.set(key, html);
  }
  return html;
}

interface Printing {
  title: boolean;
  marks?: SetTextOptions['marks'];
}

function printAll(nodes: readonly TextNode[], printing: Printing): string {
  let html = '';
  for (const node of nodes) html += print(node, printing);
  return html;
}

function print(node: TextNode, printing: Printing): string {
  const { title, marks } = printing;
  switch (node.kind) {
    case 'text':
      return marks ? withMarks(node.text, marks(node.text)) : escapeHtml(node.text);
    case 'formula':
      return formulaToMathml(node.tex.trim(), node.display && !title) ?? `<code class="tex">${escapeHtml(node.tex.trim())}</code>`;
    case 'styled': {
      const [open, close] = TAGS[node.style];
      return open + printAll(node.children, printing) + close;
    }
    case 'link': {
      const words = printAll(node.children, printing);
      return title ? words : `<a href="${escapeHtml(node.url)}" rel="nofollow noopener noreferrer">${words}</a>`;
    }
  }
}

function withMarks(text: string, ranges: readonly { start: number; end: number }[]): string {
  let html = '';
  let at = 0;
  for (const { start, end } of ranges) {
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at));
}
