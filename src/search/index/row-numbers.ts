import type { Query, Table, VectorQuery } from '@lancedb/lancedb';
import type { Table as ArrowTable } from 'apache-arrow';

/** Beyond so many all is forgotten and read again: rows that were put together elsewhere stay behind here. 32 MB. */
const MOST_KEPT = 8_000_000;
/** No paper has it. */
const UNKNOWN = 0;

/**
 * Which paper each row of the table is of, kept in memory, four bytes a paper. The engine tells the place of a row for nothing;
 * the numbers of a thousand rows cost it more than finding them. A place (fragment and offset) is never given to another row.
 */
export class RowNumbers {
  private readonly fragments = new Map<number, Int32Array>();
  /** The row of each paper as it was last seen, as one number; 0 where none was. */
  private rows = new Float64Array(1_024);
  private kept = 0;
  /** How many rows the table had when all of them were read; about how many it has. */
  size = 0;

  constructor(private readonly table: Table) {}

  /** Runs a query for these columns beside the papers' numbers. */
  async read(ask: () => Query | VectorQuery, columns: string[], limit: number): Promise<{ numbers: Int32Array; found: ArrowTable }> {
    const found = await ask().withRowId().select(columns).limit(limit).toArrow();
    const numbers = await this.numbersOf(found);
    return numbers === undefined ? await readWithNumbers(ask, columns, limit) : { numbers, found };
  }

  /** Reads the numbers of all rows, so that no query need wait for its own. */
  async readAll(): Promise<void> {
    for await (const batch of this.table.query().withRowId().select(['number'])) {
      const [places, numbers] = [batch.getChild('_rowid')!.toArray() as BigUint64Array, batch.getChild('number')!.toArray() as Int32Array];
      this.keep(placesOf(places), numbers);
      this.size += numbers.length;
    }
  }

  /**
   * Columns of the rows of papers, beside their numbers; of a paper whose row is not known, or has moved, nothing. Rows by their
   * place take half the time of rows by their numbers.
   */
  async ofPapers(numbers: readonly number[], columns: string[]): Promise<ArrowTable | undefined> {
    const rows = numbers.map((number) => (this.rows[number] ?? 0) - 1).filter((row) => row >= 0);
    if (rows.length === 0) return undefined;
    return await this.table.takeRowIds(rows).select(['number', ...columns]).toArrow().catch(() => undefined);
  }

  /** Undefined when rows have moved since they were found. */
  private async numbersOf(found: ArrowTable): Promise<Int32Array | undefined> {
    const rows = found.getChild('_rowid')?.toArray() as BigUint64Array | undefined;
    if (rows === undefined || rows.length === 0) return new Int32Array();
    const known = this.known(rows);
    if (!known.includes(UNKNOWN)) return known;
    if (!(await this.take(rows.filter((_, at) => known[at] === UNKNOWN)))) return undefined;
    const numbers = this.known(rows);
    return numbers.includes(UNKNOWN) ? undefined : numbers;
  }

  private known(rows: BigUint64Array): Int32Array {
    const places = placesOf(rows);
    const numbers = new Int32Array(rows.length);
    for (let at = 0; at < numbers.length; at += 1) numbers[at] = this.fragments.get(places[at * 2 + 1]!)?.[places[at * 2]!] ?? UNKNOWN;
    return numbers;
  }

  private async take(rows: BigUint64Array): Promise<boolean> {
    try {
      const found = await this.table.takeRowIds([...rows]).withRowId().select(['number']).toArrow();
      this.keep(placesOf(found.getChild('_rowid')!.toArray() as BigUint64Array), found.getChild('number')!.toArray() as Int32Array);
      return true;
    } catch {
      // A row that another process has moved meanwhile; whoever asked reads the numbers with the rows.
      return false;
    }
  }

  private keep(places: Uint32Array, numbers: Int32Array): void {
    if (this.kept > MOST_KEPT) {
      this.fragments.clear();
      this.kept = 0;
    }
    for (let at = 0; at < numbers.length; at += 1) {
      const [offset, fragment, number] = [places[at * 2]!, places[at * 2 + 1]!, numbers[at]!];
      this.roomFor(fragment, offset)[offset] = number;
      if (number >= this.rows.length) this.rows = grown(this.rows, number);
      this.rows[number] = fragment * OFFSETS + offset + 1;
    }
  }

  private roomFor(fragment: number, offset: number): Int32Array {
    const there = this.fragments.get(fragment);
    if (there !== undefined && offset < there.length) return there;
    const room = new Int32Array(Math.max(offset + 1, 2 * (there?.length ?? 8)));
    if (there !== undefined) room.set(there);
    this.kept += room.length - (there?.length ?? 0);
    this.fragments.set(fragment, room);
    return room;
  }
}

/** A row's number is its fragment times so many, and its offset. */
const OFFSETS = 2 ** 32;

function grown(array: Float64Array, to: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * to + 1);
  larger.set(array);
  return larger;
}

/** Of each row its offset, then its fragment. */
function placesOf(rows: BigUint64Array): Uint32Array {
  return new Uint32Array(rows.buffer, rows.byteOffset, rows.length * 2);
}

async function readWithNumbers(ask: () => Query | VectorQuery, columns: string[], limit: number): Promise<{ numbers: Int32Array; found: ArrowTable }> {
  const found = await ask().select(['number', ...columns]).limit(limit).toArrow();
  return { found, numbers: (found.getChild('number')?.toArray() as Int32Array | undefined) ?? new Int32Array() };
}
