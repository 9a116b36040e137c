import { bibtex, cslJson, type Paper, ris } from '#papers';
import type { CitationFormat } from './routes.js';

export interface CitationKind {
  format: CitationFormat;
  words: string;
  type: string;
  write(paper: Paper): string;
}

/** The ways a paper can be taken into a reference manager. */
export const CITATIONS: CitationKind[] = [
  { format: 'bib', words: 'BibTeX', type: 'application/x-bibtex', write: bibtex },
  { format: 'ris', words: 'RIS', type: 'application/x-research-info-systems', write: ris },
  { format: 'csl.json', words: 'CSL-JSON', type: 'application/vnd.citationstyles.csl+json', write: cslFile },
];

/** A file's name that every system takes: `math/0306266` and `bib` -> `math-0306266.bib`. */
export function citationFilename(paper: Paper, format: CitationFormat): string {
  return `${paper.id.replace(/[^\w.-]+/g, '-')}.${format}`;
}

/** Reference managers read a list of items. */
function cslFile(paper: Paper): string {
  return `${JSON.stringify([cslJson(paper)], null, 2)}\n`;
}
