import type { PaperRecord } from '#papers';
import { FormatError, readLines, type Input, type Line, type Position, type ReadBatch, type ReadItem } from '../file/index.js';

/**
 * The papers of another instance's export, as the records its sources wrote: the way to take an export into an instance
 * that has papers already. Everything else in it (settings, readers, journals) is that instance's own and is passed over.
 */
export async function* readExport(input: Input, from: Position): AsyncGenerator<ReadBatch> {
  for await (const { entries, next } of readLines(input, from)) {
    yield { items: entries.flatMap((entry) => itemOf(entry) ?? []), next };
  }
}

function itemOf({ position, text, problem }: Line): ReadItem | undefined {
  if (problem !== undefined) return { position, error: new FormatError(problem), text };
  try {
    const line = JSON.parse(text) as { table?: unknown; row?: { body?: unknown } };
    if (line.table !== 'records' || typeof line.row?.body !== 'string') return undefined;
    return { position, record: JSON.parse(line.row.body) as PaperRecord };
  } catch (error) {
    return { position, error: new FormatError('This line of the export is damaged.', { cause: error }), text: text.slice(0, 200) };
  }
}
