import type { JournalEntry, Paper, PaperRecord } from '#papers';
import { columns, count, instant } from './format.js';

export interface PaperHistory {
  records: { name: string; seenAt: string; record: PaperRecord }[];
  journal: JournalEntry[];
}

const SHOWN_AUTHORS = 8;

/** All that is known of a paper, in lines for a terminal. */
export function describePaper(paper: Paper, { records, journal }: PaperHistory): string[] {
  return [
    `${paper.id}  ${paper.title}`,
    ...columns(factsOf(paper).filter(([, text]) => text !== ''), '  '),
    '',
    'Records, one for each source that speaks of it:',
    ...columns(records.map(({ name, seenAt, record }) => [name, `${record.title} (${instant(seenAt)})`] as const), '  '),
    '',
    journal.length === 0 ? 'Never merged.' : 'Journal:',
    ...journal.map(describeEntry),
  ];
}

function factsOf(paper: Paper): [string, string][] {
  return [
    ['authors', authorsOf(paper)],
    ['published', [paper.published ?? '', paper.updated === undefined ? '' : `updated ${paper.updated}`].filter((text) => text !== '').join(', ')],
    ['categories', paper.categories.join(', ')],
    ['withdrawn', paper.withdrawn ? 'yes' : ''],
    ['venue', paper.venue ?? paper.journalRef ?? ''],
    ['ids', paper.ids.map(({ scheme, value }) => `${scheme}:${value}`).join(', ')],
    ['versions', paper.versions.map(({ number, submitted }) => `v${number} ${submitted}`).join(', ')],
    ['announced', paper.announcements.map(({ day, kind, category, computed }) => `${day} ${kind} ${category}${computed ? ' (computed)' : ''}`).join(', ')],
    ['links', paper.links.map(({ kind, url }) => `${kind} ${url}`).join(', ')],
    ['number', `${paper.number}, last change ${count(paper.seq)}`],
  ];
}

function authorsOf({ authors, authorCount, organisation = '' }: Paper): string {
  const shown = authors.slice(0, SHOWN_AUTHORS).map(({ name }) => name);
  const rest = authorCount - shown.length;
  const more = rest <= 0 ? [] : [shown.length === 0 ? `${count(rest)}, not named` : `and ${count(rest)} more`];
  return [...shown, ...more, ...(organisation === '' ? [] : [`(${organisation})`])].join(', ');
}

function describeEntry({ kind, kept, gone, at, by, why }: JournalEntry): string {
  const what = kind === 'merge' ? `${gone} became part of ${kept}` : `${gone} was taken out of ${kept}`;
  return `  ${instant(at)}  ${what}, by ${by === 'owner' ? 'the owner' : 'the rules'}${why === '' ? '' : `: ${why}`}`;
}
