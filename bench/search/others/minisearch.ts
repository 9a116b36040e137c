import MiniSearch from 'minisearch';
import type { Question } from '../questions.js';
import type { Text } from '../texts.js';
import type { OtherEngine } from './other.js';

const TOP = 20;

/** MiniSearch as it comes, all in memory, titles counted twice. */
export async function openMiniSearch(texts: Iterable<Text>): Promise<OtherEngine> {
  const engine = new MiniSearch<Text>({ idField: 'number', fields: ['title', 'abstract'], searchOptions: { boost: { title: 2 } } });
  for (const text of texts) engine.add(text);
  const asking = (combineWith: 'OR' | 'AND') => ({ words }: Question) => engine.search(words.join(' '), { combineWith }).slice(0, TOP);
  return { name: 'MiniSearch', anyWord: asking('OR'), allWords: asking('AND'), close: async () => {} };
}
