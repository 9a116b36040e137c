import { setTimeout as sleep } from 'node:timers/promises';
import { parseArxivId } from '#papers';
import type { PaperFound, WebContext } from './app-context.js';

/** What came of asking the source for a paper that is not stored. */
export type Demanded = { found: PaperFound } | { coming: true } | { why: 'missing' | 'busy' | 'off' } | undefined;

/** How long a reader is kept waiting, and how often it is looked, in milliseconds. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 250;
const ROBOT = /bot\b|crawl|spider|slurp|preview|scrap|archiver|monitor|curl|wget|python|java|go-http|axios|node|headless/i;

/** Whether a program reads along that nobody waits for: what it asks for is not fetched. */
export function isRobot(userAgent: string | undefined): boolean {
  return userAgent === undefined || userAgent === '' || ROBOT.test(userAgent);
}

/** Asks the worker for a paper by its arXiv id and waits a little for it; undefined for what is no arXiv id. */
export async function demandPaper(context: WebContext, text: string): Promise<Demanded> {
  const id = parseArxivId(text)?.id;
  if (id === undefined) return undefined;
  const answer = await context.gathering.want(id);
  if (answer !== 'asked') return { why: answer };
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end; await sleep(LOOK_MS)) {
    const found = await context.papers.find(text);
    if (found) return { found };
    if ((await context.gathering.want(id)) === 'missing') return { why: 'missing' };
  }
  return { coming: true };
}
