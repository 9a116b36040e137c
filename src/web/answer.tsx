import type { Context, Handler } from 'hono';
import type { Child } from 'hono/jsx';
import type { WebContext } from './app-context.js';
import { MessagePage } from './pages/message.js';
import { routes } from './routes.js';
import type { Frame, Viewer } from './viewer.js';

export interface WebEnv {
  Variables: { viewer: Viewer };
}

export type WebHandler = Handler<WebEnv>;

/** What every page needs beside its content. */
export async function frameOf(c: Context<WebEnv>, context: WebContext): Promise<Frame> {
  const { pathname, search } = new URL(c.req.url);
  const path = c.req.method === 'GET' ? pathname + search : routes.front();
  return { site: await context.site(), viewer: c.get('viewer'), path };
}

/** A whole page as an answer. */
export async function answer(c: Context<WebEnv>, page: Child, status: 200 | 400 | 403 | 404 | 409 | 500 | 503 = 200): Promise<Response> {
  return c.html(`<!doctype html>${await page}`, status);
}

/** Says that nothing is at this address, and what may help. */
export async function answerNotFound(c: Context<WebEnv>, context: WebContext, what: string): Promise<Response> {
  const frame = await frameOf(c, context);
  return answer(c, <MessagePage frame={frame} title="Not found" what={what} />, 404);
}

/** For pages that are the owner's alone. */
export function ownersOnly(context: WebContext, handler: WebHandler): WebHandler {
  return async (c, next) => {
    if (c.get('viewer').owner) return handler(c, next);
    const frame = await frameOf(c, context);
    const what = 'Only the owner of this paper comes in here: whoever opens the address that is shown when the program is started.';
    return answer(c, <MessagePage frame={frame} title="For the owner" what={what} />, 403);
  };
}

/** A path of this site, as a form may hand it back; the front page for anything that could lead elsewhere. */
export function localPath(text: unknown): string {
  const local = typeof text === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text);
  return local && URL.canParse(text, 'http://localhost') ? text : routes.front();
}
