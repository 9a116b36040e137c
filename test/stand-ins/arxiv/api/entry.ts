import type { PaperState } from '../world/state.js';
import { attributes, element } from '../xml.js';

/** A version of a paper as an entry; without a number the newest. Nothing when there is no such version. */
export function entryOf(paper: PaperState, version?: number): string | undefined {
  const shown = version === undefined ? paper.versions.at(-1) : paper.versions.find(({ number }) => number === version);
  if (shown === undefined) return undefined;
  const full = `${paper.id}v${shown.number}`;
  return [
    '  <entry>\n',
    line('id', `http://arxiv.org/abs/${full}`),
    line('title', paper.title),
    line('updated', second(shown.submitted)),
    empty('link', { href: `https://arxiv.org/abs/${full}`, rel: 'alternate', type: 'text/html' }),
    empty('link', { href: `https://arxiv.org/pdf/${full}`, rel: 'related', type: 'application/pdf', title: 'pdf' }),
    line('summary', paper.abstract),
    ...paper.categories.map((term) => empty('category', { term, scheme: 'http://arxiv.org/schemas/atom' })),
    line('published', second(paper.versions[0]!.submitted)),
    line('arxiv:comment', paper.comment),
    empty('arxiv:primary_category', { term: paper.categories[0] }),
    line('arxiv:journal_ref', paper.journalRef),
    ...paper.authors.map((name) => `    <author>\n      ${element('name', name)}\n    </author>\n`),
    line('arxiv:doi', paper.doi),
    paper.doi === undefined ? '' : empty('link', { rel: 'related', href: `https://doi.org/${paper.doi}`, title: 'doi' }),
    '  </entry>\n',
  ].join('');
}

/** `2026-06-02T17:59:59Z`. */
export function second(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function line(name: string, text: string | undefined): string {
  return text === undefined ? '' : `    ${element(name, text)}\n`;
}

function empty(name: string, values: Record<string, string | undefined>): string {
  return `    <${name}${attributes(values)}/>\n`;
}
