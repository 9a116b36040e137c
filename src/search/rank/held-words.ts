import { engine } from '../index/engine.js';
import type { OpenIndex } from '../index/search-index.js';
import { wordTerms } from '../text/analyse.js';

/** Which of these words, in any of their forms, stand in the title or abstract of a paper. */
export async function heldWords({ table }: Pick<OpenIndex, 'table'>, words: readonly string[]): Promise<ReadonlySet<string>> {
  const { MatchQuery } = await engine();
  const held = await Promise.all(
    words.map(async (word) => {
      const terms = wordTerms(word).join(' ');
      if (terms === '') return [];
      const found = await table.query().fullTextSearch(new MatchQuery(terms, 'terms')).select(['number', '_score']).limit(1).toArrow();
      return found.numRows > 0 ? [word] : [];
    }),
  );
  return new Set(held.flat());
}
