import { FEWEST_PAPERS } from '../embed/built-in/policy.js';
import type { Progress } from './status.js';

/**
 * How it stands with the vectors of an instance: they serve; there are too few papers to learn them from; they are being learned, or
 * their model downloaded; papers are being embedded; something is in the way; or nothing is, and the worker does it next.
 */
export type Meaning = 'serves' | 'too few papers' | 'learning' | 'embedding' | 'problem' | 'next';

export interface MeaningFacts {
  /** Whose vectors serve. */
  embedder: string | undefined;
  /** What the owner named: `built-in`, `onnx:…`, `endpoint:…`. */
  wished: string;
  /** Papers in the index. */
  papers: number;
  training?: Progress;
  rebuilding?: Progress & { embedder?: string };
  problem?: string;
}

/** What holds of meaning at this moment, the most telling first. */
export function meaningOf({ embedder, wished, papers, training, rebuilding, problem }: MeaningFacts): Meaning {
  if (embedder !== undefined) return 'serves';
  if (training !== undefined) return 'learning';
  if (rebuilding?.embedder !== undefined) return 'embedding';
  if (problem !== undefined) return 'problem';
  return wished === 'built-in' && papers < FEWEST_PAPERS ? 'too few papers' : 'next';
}
