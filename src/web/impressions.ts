import type { MiddlewareHandler } from 'hono';
import type { WebEnv } from './answer.js';
import { isRobot } from './on-demand.js';

/** Tells which papers a page showed, of each page that went to a person; who that was it does not tell. */
export function noteImpressions(note: (papers: readonly number[]) => void): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    await next();
    const shown = c.get('shown');
    // 304: the browser shows the page that it has.
    if (shown !== undefined && (c.res.status === 200 || c.res.status === 304) && isForAPerson(c.req.raw)) note(shown);
  };
}

/** Whether somebody is about to look at what is asked for: no program that reads along, and no page fetched ahead. */
export function isForAPerson({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'GET' || isRobot(headers.get('User-Agent') ?? undefined)) return false;
  const ahead = ['Sec-Purpose', 'Purpose', 'X-Moz'].some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ''));
  return !ahead && (headers.get('Sec-Fetch-Dest') ?? 'document') === 'document';
}
