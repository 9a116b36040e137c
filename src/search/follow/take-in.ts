import { setImmediate } from 'node:timers/promises';
import type { Paper } from '#papers';
import type { Embedder } from '../embed/embedder.js';
import type { Batch, GenerationWriter } from '../index/generation.js';
import { rowWith } from '../index/row.js';
import { textsOf, type RowTexts } from '../index/row-texts.js';
import type { IndexRow } from '../index/schema.js';
import type { Analyst } from './analyst.js';
import type { Portion } from './portion.js';

/** Rows made before others get their turn. */
const AT_ONCE = 100;

type Vectors = readonly (Float32Array | undefined)[];

/** A portion as the index holds it, with its vectors, if there is an embedder; for an index that is being made. @throws EmbedderError */
export async function prepare(writer: GenerationWriter, { papers, gone }: Portion, { analyst, embedder, signal }: { analyst: Analyst; embedder: Embedder | undefined; signal: AbortSignal }): Promise<Batch> {
  const [texts, vectors] = await Promise.all([analyst.textsOf(papers), embedder?.embedPapers(papers, signal)]);
  return { ...(await rowsOf(writer, papers, { texts, vectors })), gone, vectors: vectors === undefined ? [] : entriesOf(papers, vectors) };
}

/** Writes a portion without vectors, which follow: no embedder, however slow, keeps a new paper from being found. */
export async function takeInWords(writer: GenerationWriter, { papers, gone, last }: Portion): Promise<void> {
  const vectorSeq = writer.facts.embedder === undefined ? last : writer.cursor.vectorSeq;
  await writer.apply({ ...(await rowsOf(writer, papers)), gone, vectors: [] }, { seq: last, vectorSeq });
}

/** Writes the vectors of papers whose words are there. @throws EmbedderError */
export async function takeInVectors(writer: GenerationWriter, { papers, last }: Portion, embedder: Embedder, signal?: AbortSignal): Promise<void> {
  const there = papers.filter(({ number }) => writer.has(number));
  const vectors = await embedder.embedPapers(there, signal);
  const rows = writer.facts.approximate ? await rowsOf(writer, there, { vectors }) : { rows: [] };
  await writer.apply({ ...rows, gone: [], vectors: entriesOf(there, vectors) }, { seq: writer.cursor.seq, vectorSeq: Math.min(last, writer.cursor.seq) });
}

async function rowsOf(writer: GenerationWriter, papers: readonly Paper[], { texts, vectors }: { texts?: readonly RowTexts[]; vectors?: Vectors } = {}): Promise<Pick<Batch, 'rows' | 'kept'>> {
  const rows: IndexRow[] = [];
  const kept = new Map<number, string>();
  for (const [index, paper] of papers.entries()) {
    const analysed = texts?.[index] ?? textsOf(paper);
    kept.set(paper.number, analysed.kept);
    const row = rowWith(paper, analysed);
    rows.push(writer.facts.approximate && vectors !== undefined ? { ...row, vector: vectors[index] ?? null } : row);
    if (rows.length % AT_ONCE === 0) await setImmediate();
  }
  return { rows, kept };
}

function entriesOf(papers: readonly Paper[], vectors: Vectors) {
  return papers.map(({ number }, index) => ({ paper: number, vector: vectors[index] }));
}
