import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DATABASE_FILE } from '#db';

/** What an instance holds, to choose pages from; read straight from its file, beside whoever serves it. */
export class Contents {
  private readonly database: DatabaseSync;

  constructor(folder: string) {
    this.database = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true, timeout: 5_000 });
  }

  /** The day with the most papers. */
  fullestDay(): string {
    return this.texts('select day from announcements group by day order by count(distinct paper) desc limit 1')[0]!;
  }

  /** Some days with an edition, the newest first. */
  days(count: number): string[] {
    return this.texts('select day from days order by day desc limit ?', count);
  }

  /** Months of categories of mathematics and theory with the most papers, most of them full of formulas. */
  monthsOfFormulas(count: number): { month: string; category: string }[] {
    const sql = `select substr(day, 1, 7) as month, category from announcements
      where (category like 'math.%' or category like 'hep-%') and kind = 'new' group by 1, 2 order by count(*) desc limit ?`;
    return this.database.prepare(sql).all(count) as { month: string; category: string }[];
  }

  /** Papers spread over the whole store. */
  paperIds(count: number): string[] {
    return this.spread('select public_id from papers where merged_into is null and number >= ? order by number limit 1', count);
  }

  /** First authors of papers spread over the whole store. */
  authors(count: number): string[] {
    return this.spread("select json_extract(body, '$.authors[0].name') from records where number >= ? and json_array_length(body, '$.authors') > 0 order by number limit 1", count);
  }

  /** Categories with the most papers first. */
  categories(count: number): string[] {
    return this.texts('select category from paper_categories group by category order by count(*) desc limit ?', count);
  }

  close(): void {
    this.database.close();
  }

  private spread(sql: string, count: number): string[] {
    const last = Number(this.texts('select max(number) as last from papers')[0]);
    return Array.from({ length: count }, (_, index) => this.texts(sql, 1 + Math.floor((index / count) * last))[0]!);
  }

  private texts(sql: string, ...parameters: (string | number)[]): string[] {
    return this.database.prepare(sql).all(...parameters).map((row) => String(Object.values(row)[0]));
  }
}
