import { categoryName } from '#papers';
import type { PaperState } from '../world/state.js';
import { element, wrapText } from '../xml.js';
import { splitName } from './names.js';

/*
 * The three formats, element by element in the order of the recorded answers. arXiv writes abstracts and long titles
 * in lines, the abstract after two spaces.
 */

export interface Format {
  prefix: string;
  namespace: string;
  schema: string;
  /** The element inside `metadata`. */
  write(paper: PaperState): string;
}

const SCHEMA_INSTANCE = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

export const FORMATS: readonly Format[] = [
  { prefix: 'oai_dc', namespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/', schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd', write: dublinCore },
  { prefix: 'arXiv', namespace: 'http://arxiv.org/OAI/arXiv/', schema: 'http://arxiv.org/OAI/arXiv.xsd', write: arxiv },
  { prefix: 'arXivRaw', namespace: 'http://arxiv.org/OAI/arXivRaw/', schema: 'http://arxiv.org/OAI/arXivRaw.xsd', write: arxivRaw },
];

function arxiv(paper: PaperState): string {
  const [first, ...later] = paper.versions;
  const updated = later.at(-1)?.submitted;
  const authors = paper.authors.map((name) => {
    const { keyname, forenames, suffix } = splitName(name);
    return `<author>${element('keyname', keyname)}${element('forenames', forenames)}${element('suffix', suffix)}</author>`;
  });
  return ` <arXiv xmlns="http://arxiv.org/OAI/arXiv/" ${SCHEMA_INSTANCE} xsi:schemaLocation="http://arxiv.org/OAI/arXiv/ http://arxiv.org/OAI/arXiv.xsd">
 ${element('id', paper.id)}${element('created', dayOf(first!.submitted))}${element('updated', updated === undefined ? undefined : dayOf(updated))}<authors>${authors.join('')}</authors>${common(paper)}</arXiv>`;
}

function arxivRaw(paper: PaperState): string {
  const versions = paper.versions.map(({ number, submitted, kilobytes, withdrawn }) =>
    `<version version="v${number}">${element('date', new Date(submitted).toUTCString())}${element('size', `${kilobytes}kb`)}${element('source_type', withdrawn ? 'I' : undefined)}</version>`);
  const authors = element('authors', paper.authors.join(', '));
  return ` <arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/" ${SCHEMA_INSTANCE} xsi:schemaLocation="http://arxiv.org/OAI/arXivRaw/ http://arxiv.org/OAI/arXivRaw.xsd">
 ${element('id', paper.id)}${element('submitter', paper.submitter)}${versions.join('')}${common(paper, authors)}</arXivRaw>`;
}

/** What both of arXiv's formats say alike, from the title on. */
function common(paper: PaperState, authors = ''): string {
  return [
    element('title', wrapText(paper.title, '  ')),
    authors,
    element('categories', paper.categories.join(' ')),
    element('comments', paper.comment && wrapText(paper.comment, '  ')),
    element('journal-ref', paper.journalRef),
    element('doi', paper.doi),
    element('license', paper.licence),
    element('abstract', `  ${wrapText(paper.abstract, '')}\n`),
  ].join('');
}

function dublinCore(paper: PaperState): string {
  const days = [...new Set([paper.versions[0]!, paper.versions.at(-1)!].map(({ submitted }) => dayOf(submitted)))];
  const lines = [
    element('dc:title', wrapText(paper.title, '  ')),
    ...paper.authors.map((name) => element('dc:creator', catalogued(name))),
    ...paper.categories.map((category) => element('dc:subject', categoryName(category) ?? category)),
    element('dc:description', `  ${wrapText(paper.abstract, '')}\n`),
    element('dc:description', paper.comment && `Comment: ${paper.comment}`),
    ...days.map((day) => element('dc:date', day)),
    element('dc:type', 'text'),
    element('dc:identifier', `http://arxiv.org/abs/${paper.id}`),
    element('dc:identifier', paper.journalRef),
    element('dc:identifier', paper.doi && `doi:${paper.doi}`),
  ];
  return ` <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" ${SCHEMA_INSTANCE} xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
${lines.filter((line) => line !== '').map((line) => ` ${line}\n`).join('')} </oai_dc:dc>`;
}

function catalogued(name: string): string {
  const { keyname, forenames, suffix } = splitName(name);
  return `${keyname}${suffix ? ` ${suffix}` : ''}${forenames ? `, ${forenames}` : ''}`;
}

/** The UTC day of an instant. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
