import { may } from '#community';
import type { Context } from 'hono';
import type { WebEnv } from './answer.js';
import type { PaperVotes, WebContext } from './app-context.js';
import { roleOfViewer } from './viewer.js';

/** What a page knows of the votes for its papers. */
export interface Ballots {
  /** One reader alone marks papers for themselves; where there are several they vote, and see how many did. */
  alone: boolean;
  /** Whether who looks may vote. */
  open: boolean;
  /** Path and query of the page, to come back to. */
  back: string;
  /** How a paper of the page stands, by its number. */
  of(paper: number): PaperVotes;
}

const NONE: PaperVotes = { votes: 0, voted: false };

/** Reads how these papers stand, for who looks at the page. */
export async function readBallots(c: Context<WebEnv>, context: WebContext, papers: readonly { number: number }[]): Promise<Ballots> {
  const viewer = c.get('viewer');
  const numbers = papers.map(({ number }) => number);
  const [alone, standing] = await Promise.all([context.votes.alone(), context.votes.standing(viewer.reader, numbers)]);
  const { pathname, search } = new URL(c.req.url);
  return {
    alone,
    open: viewer.reader !== undefined && may(roleOfViewer(viewer), 'vote'),
    back: c.req.method === 'GET' ? pathname + search : '/',
    of: (paper) => standing.get(paper) ?? NONE,
  };
}
