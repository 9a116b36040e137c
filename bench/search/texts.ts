import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '#db';

/** A paper as every engine of the comparison gets it. */
export interface Text {
  number: number;
  title: string;
  abstract: string;
  categories: string[];
  published: string;
}

/** The papers of an instance, read straight from its file, `step` apart: 1 is all of them. */
export function* textsOf(folder: string, step = 1): Generator<Text> {
  using database = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true, timeout: 5_000 });
  const rows = database.prepare('select paper, body from records where paper % ? = 0 group by paper order by paper').iterate(step);
  for (const { paper, body } of rows as Iterable<{ paper: number; body: string }>) {
    const { title, abstract, categories = [], published = '' } = JSON.parse(body) as Partial<Text>;
    yield { number: paper, title: title ?? '', abstract: abstract ?? '', categories, published };
  }
}
