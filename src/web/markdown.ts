import type { Paper } from '#papers';
import { bibtex } from '#papers';
import { foundLinks, textLinks } from './parts/paper-links.js';

/** A paper for programs: what its page says, as Markdown; the text keeps its TeX. */
export function paperMarkdown(paper: Paper): string {
  const blocks = [
    `# ${paper.title}`,
    facts(paper),
    paper.withdrawn ? '**This paper was withdrawn.**' : '',
    paper.abstract ? `## Abstract\n\n${paper.abstract}` : '',
    paper.comment ? `## Comment\n\n${paper.comment}` : '',
    list('## Versions', paper.versions.map(({ number, submitted }) => `v${number}: ${submitted}`)),
    list('## Links', links(paper)),
    `## Citation\n\n\`\`\`bibtex\n${bibtex(paper).trim()}\n\`\`\``,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function facts(paper: Paper): string {
  const { authors, authorCount, ids } = paper;
  const by = authors.length > 0 ? authors.map(({ name }) => name).join(', ') : authorCount > 0 ? String(authorCount) : '';
  const lines: [string, string | undefined][] = [
    ['Id', paper.id],
    ['Authors', by],
    ['Organisation', paper.organisation],
    ['Published', paper.published],
    ['Updated', paper.updated],
    ['Categories', paper.categories.join(', ')],
    ['Published in', paper.journalRef ?? paper.venue],
    ['Report number', paper.reportNumber],
    ['Licence', paper.licence],
    ['Identifiers', ids.map(({ scheme, value }) => `${scheme}:${value}`).join(', ')],
    ['Sources', paper.sources.join(', ')],
  ];
  return list('', lines.filter(([, value]) => value).map(([term, value]) => `${term}: ${value}`));
}

function links(paper: Paper): string[] {
  const found = foundLinks(paper).map(({ kind, href }) => `${kind}: <${href}>`);
  return [...textLinks(paper).map(({ words, href }) => `${words}: <${href}>`), ...found];
}

function list(heading: string, items: string[]): string {
  return items.length === 0 ? '' : `${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`.trim();
}
