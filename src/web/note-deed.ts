import type { Context } from 'hono';
import { readerOf, type WebEnv } from './answer.js';
import type { WebContext } from './app-context.js';

/** Of a text that somebody else chose, so much goes into the log. */
const LONGEST_WHY = 300;

/** Writes into the log what an editor or administrator just did: `what` stands after their name, `why` after a colon. */
export async function noteDeed(c: Context<WebEnv>, { accounts }: WebContext, { what, why = '', ...rest }: { what: string; why?: string; private?: boolean }): Promise<void> {
  await accounts?.deeds.record({ by: readerOf(c), what, why: why.slice(0, LONGEST_WHY).toWellFormed().replaceAll('\u0000', ''), ...rest });
}
