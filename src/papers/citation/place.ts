import { parseArxivId } from '../arxiv-id.js';
import type { Paper } from '../paper.js';

/** Where a paper appeared, as far as the sources say, in the words that citations have for it. */
export type Place = { kind: 'conference' | 'journal'; name: string } | { kind: 'preprint' };

const CONFERENCE = /\b(?:conference|proceedings|workshop|symposium|meeting|congress|findings)\b|^[A-Z0-9][\w-]* (?:19|20)\d\d$/i;
const NOT_YET = /^submitted to /i;

/** A submission that was not accepted counts as a preprint. */
export function placeOf({ venue, journalRef }: Paper): Place {
  if (venue !== undefined && !NOT_YET.test(venue)) return { kind: CONFERENCE.test(venue) ? 'conference' : 'journal', name: venue };
  return journalRef === undefined ? { kind: 'preprint' } : { kind: 'journal', name: journalRef };
}

/** The version-less arXiv id, if it has one. */
export function arxivIdOf(paper: Paper): string | undefined {
  return parseArxivId(paper.ids.find(({ scheme }) => scheme === 'arxiv')?.value ?? paper.id)?.id;
}

export function doiOf(paper: Paper): string | undefined {
  return paper.ids.find(({ scheme }) => scheme === 'doi')?.value;
}

/** The paper's own permanent address: at arXiv, else by its DOI. */
export function addressOf(paper: Paper): string | undefined {
  const [arxiv, doi] = [arxivIdOf(paper), doiOf(paper)];
  if (arxiv !== undefined) return `https://arxiv.org/abs/${arxiv}`;
  return doi === undefined ? undefined : `https://doi.org/${encodeURI(doi)}`;
}

/** Year, month and day, as far as they are known. */
export function datePartsOf({ published }: Paper): number[] {
  return (published ?? '').slice(0, 10).split('-').map(Number).filter((part) => part > 0);
}
