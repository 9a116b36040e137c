import { plainText } from '#lib/text';
import type { Paper } from '../paper.js';
import { citationKey } from './key.js';
import { nameParts } from './name.js';
import { addressOf, arxivIdOf, datePartsOf, doiOf, placeOf } from './place.js';

/** One item of CSL-JSON. Schema: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables */
export interface CslItem {
  id: string;
  type: 'paper-conference' | 'article-journal' | 'article';
  title: string;
  author?: CslName[];
  issued?: { 'date-parts': [number[]] };
  'container-title'?: string;
  publisher?: string;
  number?: string;
  abstract?: string;
  DOI?: string;
  URL?: string;
}

type CslName = { given: string; family: string; suffix?: string } | { literal: string };

const TYPES = { conference: 'paper-conference', journal: 'article-journal', preprint: 'article' } as const;

/** The paper as a CSL-JSON item, in plain Unicode as reference managers expect it; `JSON.stringify([cslJson(paper)])` is a file that reference managers read. */
export function cslJson(paper: Paper): CslItem {
  const place = placeOf(paper);
  const arxiv = arxivIdOf(paper);
  const names = paper.authors.length > 0 ? paper.authors.map(({ name }) => cslName(name)) : [paper.organisation].flatMap((literal) => (literal ? [{ literal }] : []));
  const dates = datePartsOf(paper);
  const item: CslItem = { id: citationKey(paper), type: TYPES[place.kind], title: plainText(paper.title) };
  if (names.length > 0) item.author = names;
  if (dates.length > 0) item.issued = { 'date-parts': [dates] };
  if (place.kind !== 'preprint') item['container-title'] = place.name;
  if (place.kind === 'preprint' && arxiv !== undefined) item.publisher = 'arXiv';
  if (arxiv !== undefined) item.number = `arXiv:${arxiv}`;
  if (paper.abstract !== '') item.abstract = plainText(paper.abstract);
  return { ...item, DOI: doiOf(paper), URL: addressOf(paper) };
}

function cslName(name: string): CslName {
  const { given, family, suffix } = nameParts(name);
  if (given === '') return { literal: family };
  return suffix === '' ? { given, family } : { given, family, suffix };
}
