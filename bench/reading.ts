import { setTimeout as sleep } from 'node:timers/promises';
import { Contents } from './contents.js';
import { median, quantile, type Figure } from './figures.js';
import { getPage } from './request.js';
import type { RunningServer } from './server.js';

const PAGES_PER_SECOND = 20;
const P95_MS = 50;

export interface PageToRead {
  kind: string;
  path: string;
}

export interface Read {
  kind: string;
  /** From the moment it was due, so that waiting behind a slow page counts. */
  milliseconds: number;
}

/** Pages of every kind that readers open, in turn. */
export function choosePages(folder: string): PageToRead[] {
  const contents = new Contents(folder);
  const lists: Record<string, string[]> = {
    front: Array.from({ length: 40 }, () => '/'),
    day: contents.days(40).map((day) => `/papers/date/${day}`),
    paper: contents.paperIds(40).map((id) => `/papers/${id}`),
    author: contents.authors(40).map((name) => `/authors/${encodeURIComponent(name)}`),
    category: contents.categories(40).map((code) => `/categories/${code}`),
  };
  contents.close();
  return Array.from({ length: 40 }, (_, index) => Object.entries(lists).flatMap(([kind, paths]) => (paths[index] === undefined ? [] : [{ kind, path: paths[index] }]))).flat();
}

/** Asks at a fixed rate, whether or not earlier pages have come. */
export async function readPages(server: RunningServer, pages: readonly PageToRead[], seconds: number): Promise<Read[]> {
  const began = performance.now();
  const asked: Promise<Read>[] = [];
  for (let number = 0; number < seconds * PAGES_PER_SECOND; number++) {
    const due = began + (number * 1000) / PAGES_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    asked.push(read(server, pages[number % pages.length]!, due));
  }
  return await Promise.all(asked);
}

async function read(server: RunningServer, { kind, path }: PageToRead, due: number): Promise<Read> {
  const { status } = await getPage(`${server.origin}${path}`, { 'accept-encoding': 'br' });
  if (status !== 200) throw new Error(`${path} was answered by ${status}`);
  return { kind, milliseconds: performance.now() - due };
}

/** How long pages took, with the budget that holds whatever goes on beside. */
export function readingFigures(when: string, reads: readonly Read[]): Figure[] {
  const all = reads.map(({ milliseconds }) => milliseconds);
  const byKind = [...Map.groupBy(reads, ({ kind }) => kind)].map(([kind, some]) => `${kind} ${quantile(some.map(({ milliseconds }) => milliseconds), 0.95).toFixed(0)}`);
  return [
    { what: `${when}: p95`, values: [quantile(all, 0.95)], unit: 'ms', budget: { atMost: P95_MS }, note: `p50 ${median(all).toFixed(1)}; p95 by page: ${byKind.join(', ')}` },
    { what: `${when}: longest`, values: [Math.max(...all)], unit: 'ms', note: `${reads.length} pages` },
  ];
}
