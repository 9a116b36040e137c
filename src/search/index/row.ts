import { authorKey, canonicalCategory, categoryAlias, categoryGroups, type Paper } from '#papers';
import { analyse, type AnalysedText } from '../text/analyse.js';
import { AUTHOR_GAP, dayNumber, markTerms, type IndexRow, type MarkedField } from './schema.js';

/** What goes on longer is not an abstract any more; its beginning says what it is about. */
const LONGEST_TEXT = 200_000;
/** Between the terms of a phrase and the wholes of its compounds, so that the two never make a phrase. */
const GAP = '|';

/** What the index holds of a paper, without its vector. */
export function rowOf(paper: Paper): IndexRow {
  const title = paper.title.slice(0, LONGEST_TEXT);
  const [titleTerms, abstractTerms] = [analyse(title), analyse(paper.abstract.slice(0, LONGEST_TEXT))];
  return {
    number: paper.number,
    terms: [...titleTerms.words, ...titleTerms.words, ...abstractTerms.words].join(' '),
    field_terms: fieldTerms(paper, analyse(title, { keepStopWords: true }), abstractTerms),
    author_terms: paper.authors.map(({ name }) => authorKey(name)).join(` ${AUTHOR_GAP} `),
    categories: filterCategories(paper.categories),
    primary_category: paper.categories[0] ?? null,
    published: paper.published === undefined ? null : (dayNumber(paper.published) ?? null),
    sources: paper.sources,
    has_code: paper.links.some(({ kind }) => kind === 'code'),
    has_project: paper.links.some(({ kind }) => kind === 'project'),
    withdrawn: paper.withdrawn,
  };
}

function fieldTerms(paper: Paper, title: AnalysedText, abstract: AnalysedText): string {
  const organisations = new Set([paper.organisation, ...paper.authors.map(({ affiliation }) => affiliation)].filter((text) => text !== undefined));
  return [
    // A title may be nothing but stop words: "What is it like to be a bat?"
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

const GROUP_OF = new Map(categoryGroups().flatMap(({ code, categories }) => categories.map((category) => [category.code, code] as const)));

/** Codes with what else finds them: `['cs.IT']` gives `cs.IT`, `math.IT`, `cs`, `math`. */
export function filterCategories(codes: readonly string[]): string[] {
  const found = new Set<string>();
  for (const code of codes) {
    for (const one of [code, canonicalCategory(code), categoryAlias(code)]) {
      if (one === undefined || one === '') continue;
      found.add(one).add(one.split('.')[0]!);
      const group = GROUP_OF.get(one);
      if (group !== undefined) found.add(group);
    }
  }
  return [...found];
}
