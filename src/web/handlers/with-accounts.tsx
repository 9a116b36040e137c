import type { Context } from 'hono';
import { ConflictError, InvalidInputError } from '#lib';
import { TooManyAttemptsError, type Accounts, type Action } from '#community';
import { answerNotFound, only, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { ownerPatterns } from '../guard/owner-patterns.js';

export type AccountsHandler = (c: Context<WebEnv>, accounts: Accounts) => Response | Promise<Response>;

/** A handler for those who may do this, while there are accounts; nothing is kept by anybody between browser and server. */
export function withAccounts(context: WebContext, action: Action, handler: AccountsHandler): WebHandler {
  return only(context, action, async (c) => {
    const { accounts } = context;
    if (accounts === undefined || !(await accounts.areOn())) return await answerNotFound(c, context, { what: 'This paper has no accounts.', todo: <>Everybody who reaches it may read it. <a href={ownerPatterns.owner}>Its owner</a> can switch accounts on.</> });
    c.header('Cache-Control', 'no-store');
    // Reading changes nothing, not even what is over.
    if (c.req.method === 'POST') void accounts.tidy();
    return await handler(c, accounts);
  });
}

/** The fields of a form, as text. */
export async function fieldsOf(c: Context<WebEnv>): Promise<(name: string) => string> {
  const form = await c.req.parseBody();
  return (name) => (typeof form[name] === 'string' ? form[name] : '');
}

/** What a form that could not be taken says, and the status it is said with; other errors go on. */
export function formTrouble(error: unknown): { words: string; status: 400 | 409 | 429 } {
  if (error instanceof InvalidInputError) return { words: error.message, status: 400 };
  if (error instanceof TooManyAttemptsError) return { words: error.message, status: 429 };
  if (error instanceof ConflictError) return { words: error.message, status: 409 };
  throw error;
}

/** Hands cookies of Better Auth to the browser. */
export function setCookies(c: Context<WebEnv>, cookies: readonly string[]): void {
  for (const line of cookies) c.header('Set-Cookie', line, { append: true });
}

/** JSON that a script of our pages sent. @throws InvalidInputError */
export async function jsonOf(c: Context<WebEnv>): Promise<Record<string, unknown>> {
  const value: unknown = await c.req.json().catch(() => undefined);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidInputError('The browser sent something that could not be read. Load the page again.');
  return value as Record<string, unknown>;
}
