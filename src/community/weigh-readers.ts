import type { Database } from '#db';

/** How the votes of a reader count in an order. */
export interface WeighedReader {
  reader: number;
  evidence: number;
  together: number;
}

/** Writes down how the votes of readers count from now on. Returns how many weigh otherwise than before; then `countEverything` takes it in. */
export async function writeWeights(db: Database, weights: readonly WeighedReader[]): Promise<number> {
  return await db.transaction(async (writer) => {
    const rows = await writer.selectFrom('voters').select(['reader', 'evidence', 'together']).execute();
    const known = new Map(rows.map((row) => [row.reader, row]));
    const changed = weights.filter(({ reader, evidence, together }) => {
      const before = known.get(reader);
      return before !== undefined && (Math.abs(before.evidence - evidence) > SAME || Math.abs(before.together - together) > SAME);
    });
    for (const { reader, evidence, together } of changed) await writer.updateTable('voters').set({ evidence, together }).where('reader', '=', reader).execute();
    return changed.length;
  });
}

/** Weights that differ by less are not worth counting a year's votes for. */
const SAME = 0.01;

/** Votes given after an instant, of readers and papers. */
export async function votesSince(db: Database, since: string): Promise<{ reader: number; paper: number; at: number }[]> {
  const rows = await db.kysely.selectFrom('votes').select(['reader', 'paper', 'created_at']).where('created_at', '>=', since).execute();
  return rows.map(({ reader, paper, created_at }) => ({ reader, paper, at: Date.parse(created_at) }));
}
