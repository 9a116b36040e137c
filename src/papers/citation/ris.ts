import { plainText } from '#lib/text';
import type { Paper } from '../paper.js';
import { nameParts } from './name.js';
import { addressOf, arxivIdOf, datePartsOf, doiOf, placeOf } from './place.js';

const TYPES = { conference: 'CPAPER', journal: 'JOUR', preprint: 'UNPB' };

/** The paper as a RIS record, in plain Unicode as reference managers expect it. Tags: RIS Format Specifications, Research Information Systems (2011). */
export function ris(paper: Paper): string {
  const place = placeOf(paper);
  const arxiv = arxivIdOf(paper);
  const dates = datePartsOf(paper);
  const names = paper.authors.length > 0 ? paper.authors.map(({ name }) => risName(name)) : [paper.organisation];
  const lines: [tag: string, value: string | number | undefined][] = [
    ['TY', TYPES[place.kind]],
    ['TI', plainText(paper.title)],
    ...names.map((name): [string, string | undefined] => ['AU', name]),
    ['PY', dates[0]],
    ['DA', dates.length > 0 ? risDate(dates) : undefined],
    ['T2', place.kind === 'preprint' ? undefined : place.name],
    ['AB', paper.abstract === '' ? undefined : plainText(paper.abstract)],
    ['AN', arxiv && `arXiv:${arxiv}`],
    ['DO', doiOf(paper)],
    ['UR', addressOf(paper)],
  ];
  return [...lines.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${oneLine(value)}`])), 'ER  - ', ''].join('\r\n');
}

/** `King, Martin Luther, Jr.` */
function risName(name: string): string {
  const { given, family, suffix } = nameParts(name);
  return [family, given, suffix].filter((part) => part !== '').join(', ');
}

/** `2026/05/31/`; what is not known stays empty. */
function risDate(dates: number[]): string {
  const [year = '', month = '', day = ''] = dates.map((part) => String(part).padStart(2, '0'));
  return `${year}/${month}/${day}/`;
}

/** A line end would begin another tag. */
function oneLine(value: string | number): string {
  return String(value).replace(/\s+/g, ' ').trim();
}
