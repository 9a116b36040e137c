import { StringCache } from './cache.js';
import { escapeHtml } from './escape.js';
import { bounded } from './limits.js';
import { formulaToMathml } from './mathml/formula.js';
import type { TextNode, TextStyle } from './tex/node.js';
import { hasTex, parseTex } from './tex/parse.js';

export interface SetTextOptions {
  /** A title stands in a heading, often inside a link: no links of its own, no formula on a line of its own. */
  as?: 'title' | 'abstract';
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
  if (!hasTex(text)) return escapeHtml(text);
  const title = options.as === 'title';
  const key = (title ? 't' : 'a') + text;
  let html = texts.get(key);
  if (html === undefined) {
    html = printAll(parseTex(text), title);
    texts.set(key, html);
  }
  return html;
}

function printAll(nodes: readonly TextNode[], title: boolean): string {
  let html = '';
  for (const node of nodes) html += print(node, title);
  return html;
}

function print(node: TextNode, title: boolean): string {
  switch (node.kind) {
    case 'text':
      return escapeHtml(node.text);
    case 'formula':
      return formulaToMathml(node.tex.trim(), node.display && !title) ?? `<code class="tex">${escapeHtml(node.tex.trim())}</code>`;
    case 'styled': {
      const [open, close] = TAGS[node.style];
      return open + printAll(node.children, title) + close;
    }
    case 'link': {
      const words = printAll(node.children, title);
      return title ? words : `<a href="${escapeHtml(node.url)}" rel="nofollow noopener noreferrer">${words}</a>`;
    }
  }
}
