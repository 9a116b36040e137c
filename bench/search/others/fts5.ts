import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '../../folders.js';
import type { Question } from '../questions.js';
import type { Text } from '../texts.js';
import type { OtherEngine } from './other.js';

const TOP = 20;

/** SQLite's full text search, with its own stemmer and BM25, titles counted twice. */
export async function openFts5(texts: Iterable<Text>): Promise<OtherEngine> {
  const database = new DatabaseSync(join(temporaryFolder(), 'fts5.db'));
  database.exec("pragma journal_mode = off; pragma synchronous = off; create virtual table papers using fts5(title, abstract, tokenize = 'porter unicode61')");
  const insert = database.prepare('insert into papers (rowid, title, abstract) values (?, ?, ?)');
  database.exec('begin');
  for (const { number, title, abstract } of texts) insert.run(number, title, abstract);
  database.exec("commit; insert into papers (papers) values ('optimize')");
  const select = database.prepare(`select rowid from papers where papers match ? order by bm25(papers, 2, 1) limit ${TOP}`);
  const asking = (operator: string) => ({ words }: Question) => select.all(words.map((word) => `"${word}"`).join(` ${operator} `));
  return { name: 'SQLite FTS5', anyWord: asking('OR'), allWords: asking('AND'), close: async () => database.close() };
}
