import type { FullTextQuery } from '@lancedb/lancedb';
import { engine } from '../index/engine.js';
import { markTerms, type MarkedField } from '../index/schema.js';
import type { Condition } from '../query/tree.js';
import { phraseTerms, wordTerms } from '../text/analyse.js';

/** A look-up in one column of the index; a phrase when its terms must follow one another. */
export interface LookUp {
  column: 'terms' | 'field_terms' | 'author_terms';
  terms: string[];
  phrase: boolean;
}

/** Look-ups of which a paper must be found by one to fit a condition on its words; none when the text says nothing. */
export function lookUps(condition: Extract<Condition, { kind: 'word' | 'phrase' | 'organisation' | 'venue' }>): LookUp[] {
  switch (condition.kind) {
    case 'word':
      return condition.field === undefined ? anywhere(condition.text) : inField(condition.field, condition.text);
    case 'phrase':
      return (condition.field === undefined ? (['title', 'abstract'] as const) : [condition.field]).flatMap((field) => inField(field, condition.text));
    case 'organisation':
    case 'venue':
      return inField(condition.kind, condition.text);
  }
}

/** One term is looked up where there are no positions to read. A compound is there when its parts follow one another, or as a whole. */
function anywhere(text: string): LookUp[] {
  const terms = wordTerms(text);
  if (terms.length === 1) return [{ column: 'terms', terms, phrase: false }];
  return (['title', 'abstract'] as const).flatMap((field) => inField(field, text));
}

function inField(field: MarkedField, text: string): LookUp[] {
  // Titles are indexed with their stop words.
  const options = { keepStopWords: field === 'title' };
  const ordered = phraseTerms(text, options);
  if (ordered.length === 0) return [];
  const wholes = [...new Set(wordTerms(text, options)).difference(new Set(ordered))];
  const isCompound = !/\s/.test(text.trim());
  return [marked(field, ordered), ...(isCompound ? wholes.map((whole) => marked(field, [whole])) : [])];
}

function marked(field: MarkedField, terms: string[]): LookUp {
  return { column: 'field_terms', terms: markTerms(field, terms).split(' '), phrase: terms.length > 1 };
}

/** The look-up in the words of the engine. */
export async function textQuery({ column, terms, phrase }: LookUp): Promise<FullTextQuery> {
  const { MatchQuery, PhraseQuery } = await engine();
  return phrase ? new PhraseQuery(terms.join(' '), column) : new MatchQuery(terms.join(' '), column);
}
