import { canonicalCategory, categoryAlias, categoryGroups, type Paper } from '#papers';
import { textsOf, type RowTexts } from './row-texts.js';
import { dayNumber, type IndexRow } from './schema.js';

/** What the index holds of a paper, without its vector. */
export function rowOf(paper: Paper): IndexRow {
  return rowWith(paper, textsOf(paper));
}

/** The same where its texts are analysed already. */
export function rowWith(paper: Paper, { terms, field_terms, author_terms }: RowTexts): IndexRow {
  return {
    number: paper.number,
    terms,
    field_terms,
    author_terms,
    categories: filterCategories(paper.categories),
    primary_category: paper.categories[0] ?? null,
    published: paper.published === undefined ? null : (dayNumber(paper.published) ?? null),
    sources: paper.sources,
    has_code: paper.links.some(({ kind }) => kind === 'code'),
    has_project: paper.links.some(({ kind }) => kind === 'project'),
    withdrawn: paper.withdrawn,
  };
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
