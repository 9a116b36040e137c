import { authorKey, type Paper } from '#papers';
import { analyse, type AnalysedText } from '../text/analyse.js';
import { PaperTerms } from './paper-terms.js';
import { AUTHOR_GAP, markTerms, type IndexRow, type MarkedField } from './schema.js';

/** The analysed columns of a row: making them is most of the work. */
export interface RowTexts extends Pick<IndexRow, 'terms' | 'field_terms' | 'author_terms'> {
  /** The terms as they are kept beside the table: see `PaperTerms`. */
  kept: string;
}

/** What is analysed of a paper. */
export type WrittenPaper = Pick<Paper, 'title' | 'abstract' | 'authors' | 'organisation' | 'venue' | 'journalRef'>;

/** What goes on longer is not an abstract any more; its beginning says what it is about. */
const LONGEST_TEXT = 200_000;
/** Between the terms of a phrase and the wholes of its compounds, so that the two never make a phrase. */
const GAP = '|';

/** What papers are looked up by, analysed. */
export function textsOf(paper: WrittenPaper): RowTexts {
  const title = paper.title.slice(0, LONGEST_TEXT);
  const { words: titleWords } = analyse(title);
  // A title may be nothing but stop words: "What is it like to be a bat?"
  const wholeTitle = analyse(title, { keepStopWords: true });
  const abstract = analyse(paper.abstract.slice(0, LONGEST_TEXT));
  return {
    terms: [...titleWords, ...titleWords, ...abstract.words].join(' '),
    kept: PaperTerms.of({ title: wholeTitle, abstract, others: [...titleWords, ...titleWords, ...abstract.joined] }).written,
    field_terms: fieldTerms(paper, wholeTitle, abstract),
    author_terms: paper.authors.map(({ name }) => authorKey(name)).join(` ${AUTHOR_GAP} `),
  };
}

function fieldTerms(paper: WrittenPaper, title: AnalysedText, abstract: AnalysedText): string {
  const organisations = new Set([paper.organisation, ...paper.authors.map(({ affiliation }) => affiliation)].filter((text) => text !== undefined));
  return [
    markedTerms('title', title),
    markedTerms('abstract', abstract),
    ...[...organisations].map((text) => markedTerms('organisation', analyse(text))),
    ...[paper.venue, paper.journalRef].filter((text) => text !== undefined).map((text) => markedTerms('venue', analyse(text))),
  ]
    .filter((terms) => terms !== '')
    .join(` ${GAP} `);
}

/** The terms in order, then what compounds are looked up by as a whole: `t:gpt t:4 t:report | t:gpt4`. */
function markedTerms(field: MarkedField, { ordered, wholes }: AnalysedText): string {
  const marked = markTerms(field, ordered);
  return wholes.length === 0 ? marked : `${marked} ${GAP} ${markTerms(field, wholes)}`;
}
