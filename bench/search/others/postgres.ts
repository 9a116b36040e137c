import pg from 'pg';
import type { Postgres } from '../../postgres.js';
import type { Question } from '../questions.js';
import type { Text } from '../texts.js';
import type { OtherEngine } from './other.js';

const TOP = 20;
const AT_ONCE = 1_000;

/** PostgreSQL's full text search: a GIN index, `ts_rank` with titles weighing more. */
export async function openPostgresText({ version, freshDatabase }: Postgres, texts: Iterable<Text>): Promise<OtherEngine> {
  const client = new pg.Client(await freshDatabase());
  await client.connect();
  await client.query('create table papers (number integer, words tsvector)');
  for (const portion of portions(texts)) {
    await client.query(
      `insert into papers select number, setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', abstract), 'B')
       from unnest($1::integer[], $2::text[], $3::text[]) as given (number, title, abstract)`,
      [portion.map(({ number }) => number), portion.map(({ title }) => clean(title)), portion.map(({ abstract }) => clean(abstract))],
    );
  }
  await client.query("set maintenance_work_mem = '512MB'");
  await client.query('create index on papers using gin (words)');
  await client.query('analyze papers');
  const asking = (operator: string) => ({ words }: Question) =>
    client.query({ name: 'search', text: `select number from papers, to_tsquery('english', $1) as asked where words @@ asked order by ts_rank(words, asked) desc limit ${TOP}`, values: [words.join(operator)] });
  return { name: `PostgreSQL ${version}`, anyWord: asking(' | '), allWords: asking(' & '), close: () => client.end() };
}

function* portions(texts: Iterable<Text>): Generator<Text[]> {
  let portion: Text[] = [];
  for (const text of texts) {
    portion.push(text);
    if (portion.length < AT_ONCE) continue;
    yield portion;
    portion = [];
  }
  if (portion.length > 0) yield portion;
}

/** PostgreSQL stores no NUL. */
function clean(text: string): string {
  return text.replaceAll('\0', '');
}
