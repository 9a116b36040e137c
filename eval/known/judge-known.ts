import { WAYS, type Engine } from '../engine.js';
import { Judgement } from '../judge.js';
import type { KnownItem } from './tasks.js';

const DEEPEST = 100;

/** How often the paper is found first, how often among ten, and how far up, by every way of ranking. */
export async function judgeKnown(items: readonly KnownItem[], engine: Engine): Promise<Judgement> {
  const judgement = new Judgement();
  for (const { query, answer } of items) {
    for (const way of WAYS) {
      const place = (await engine.search(query, way, DEEPEST)).findIndex(({ id }) => id === answer);
      judgement.add(way, { first: place === 0 ? 1 : 0, 'in ten': place >= 0 && place < 10 ? 1 : 0, MRR: place === -1 ? 0 : 1 / (place + 1) });
    }
  }
  return judgement;
}

/** Classes of titles by their words; two are missing from the query. */
export const TITLE_LENGTHS: readonly { name: string; from: number; to: number }[] = [
  { name: '3', from: 3, to: 3 },
  { name: '4', from: 4, to: 4 },
  { name: '5', from: 5, to: 5 },
  { name: '6–7', from: 6, to: 7 },
  { name: '8–9', from: 8, to: 9 },
  { name: '10–12', from: 10, to: 12 },
  { name: '13 or more', from: 13, to: Infinity },
  { name: '6 or more', from: 6, to: Infinity },
];
