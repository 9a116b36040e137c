import type { Author } from '../record.js';
import type { Paper } from '../paper.js';
import { citationKey } from './key.js';
import { addressOf, arxivIdOf, datePartsOf, doiOf, placeOf } from './place.js';
import { escapeTex, escapeTitle } from './escape-tex.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TYPES = { conference: 'inproceedings', journal: 'article', preprint: 'misc' };

/** The paper as a BibTeX entry in UTF-8, with arXiv's fields (eprint, archivePrefix, primaryClass) where it is there. */
export function bibtex(paper: Paper): string {
  const fields = fieldsOf(paper).flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value}`]));
  return `@${TYPES[placeOf(paper).kind]}{${citationKey(paper)},\n${fields.join(',\n')}\n}\n`;
}

function fieldsOf(paper: Paper): [name: string, value: string | undefined][] {
  const place = placeOf(paper);
  const arxiv = arxivIdOf(paper);
  const [year, month] = datePartsOf(paper);
  return [
    ['title', `{${escapeTitle(paper.title)}}`],
    ['author', authors(paper)],
    ['booktitle', place.kind === 'conference' ? text(place.name) : undefined],
    ['journal', place.kind === 'journal' ? text(place.name) : undefined],
    ['year', year === undefined ? undefined : `{${year}}`],
    ['month', month === undefined ? undefined : MONTHS[month - 1]],
    ['eprint', arxiv && `{${arxiv}}`],
    ['archivePrefix', arxiv && '{arXiv}'],
    ['primaryClass', arxiv && text(paper.categories[0])],
    ['doi', verbatim(doiOf(paper))],
    ['url', verbatim(addressOf(paper))],
  ];
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : `{${escapeTex(value)}}`;
}

/** Programs take these two as they stand, escapes included. */
function verbatim(value: string | undefined): string | undefined {
  return value === undefined ? undefined : `{${value.replace(/[{}]/g, '')}}`;
}

function authors({ authors, organisation }: Paper): string | undefined {
  if (authors.length > 0) return `{${authors.map(authorName).join(' and ')}}`;
  return organisation === undefined ? undefined : `{{${escapeTex(organisation)}}}`;
}

/** Braces keep together what BibTeX would take for two people, a name turned round, or its word for "et al.". */
function authorName({ name }: Author): string {
  const escaped = escapeTex(name);
  return /,|\band\b|^others$/i.test(name) ? `{${escaped}}` : escaped;
}
