import type { Context, Handler } from 'hono';
import type { Child } from 'hono/jsx';
import { may, type Action } from '#community';
import type { WebContext } from './app-context.js';
import { ownerPatterns } from './guard/owner-patterns.js';
import { MessagePage } from './pages/message.js';
import { routes } from './routes.js';
import { roleOfViewer, type Frame, type Viewer } from './viewer.js';

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
export async function answer(c: Context<WebEnv>, page: Child, status: 200 | 202 | 400 | 403 | 404 | 409 | 500 | 503 = 200): Promise<Response> {
  return c.html(`<!doctype html>${await page}`, status);
}

/** Says that nothing is at this address, and what may help. */
export async function answerNotFound(c: Context<WebEnv>, context: WebContext, { what, todo }: { what: string; todo?: Child }): Promise<Response> {
  const frame = await frameOf(c, context);
  return answer(c, <MessagePage frame={frame} title="Not found" what={what} todo={todo} />, 404);
}

/** Lets through only who may do this, as the list of rules says; others are told how to become the owner. */
export function only(context: WebContext, action: Action, handler: WebHandler): WebHandler {
  return async (c, next) => {
    if (may(roleOfViewer(c.get('viewer')), action)) return handler(c, next);
    const frame = await frameOf(c, context);
    return answer(c, <MessagePage frame={frame} title="For the owner" what={`Only the owner of this paper may ${action}.`} todo={<BecomeOwner />} />, 403);
  };
}

function BecomeOwner() {
  return (
    <>
      Is it yours? Run <code>broadsheet owner</code> where it is installed and open the address that it prints.{' '}
      <a href={ownerPatterns.owner}>More about the owner</a>.
    </>
  );
}

/** A path of this site, as a form may hand it back; the front page for anything that could lead elsewhere. */
export function localPath(text: unknown): string {
  const local = typeof text === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text);
  return local && URL.canParse(text, 'http://localhost') ? text : routes.front();
}
