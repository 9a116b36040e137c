import type { Context, Handler } from 'hono';
import type { Child } from 'hono/jsx';
import { leastRole, may, OWNER, type Action, type Caller } from '#community';
import { ConflictError } from '#lib';
import type { WebContext } from './app-context.js';
import { ownerPatterns } from './guard/owner-patterns.js';
import { MessagePage } from './pages/message.js';
import { routes } from './routes.js';
import { roleOfViewer, type Frame, type Viewer } from './viewer.js';

export interface WebEnv {
  /** `caller` is there behind the guard, `shown` once a page that shows papers was made. */
  Variables: {
    viewer: Viewer;
    caller: Caller;
    /** The papers that the page shows, by number. */
    shown?: readonly number[];
  };
}

export type WebHandler = Handler<WebEnv>;

/** What every page needs beside its content. */
export async function frameOf(c: Context<WebEnv>, context: WebContext): Promise<Frame> {
  const { pathname, search } = new URL(c.req.url);
  const path = c.req.method === 'GET' ? pathname + search : routes.front();
  return { site: await context.site(), viewer: c.get('viewer'), path };
}

/** A whole page as an answer. */
export async function answer(c: Context<WebEnv>, page: Child, status: 200 | 202 | 400 | 403 | 404 | 409 | 429 | 500 | 503 = 200): Promise<Response> {
  return c.html(`<!doctype html>${await page}`, status);
}

/** Says that nothing is at this address, and what may help. */
export async function answerNotFound(c: Context<WebEnv>, context: WebContext, { what, todo }: { what: string; todo?: Child }): Promise<Response> {
  const frame = await frameOf(c, context);
  return answer(c, <MessagePage frame={frame} title="Not found" what={what} todo={todo} />, 404);
}

/** Lets through only who may do this, as the list of rules says; others are told what would let them. */
export function only(context: WebContext, action: Action, handler: WebHandler): WebHandler {
  return async (c, next) => {
    const role = roleOfViewer(c.get('viewer'));
    if (may(role, action)) return handler(c, next);
    const frame = await frameOf(c, context);
    if (!frame.site.accounts) return answer(c, <MessagePage frame={frame} title="For the owner" what={`Only the owner of this paper may ${action}.`} todo={<BecomeOwner />} />, 403);
    const who = leastRole(action);
    return answer(c, <MessagePage frame={frame} title={`For ${who}s`} what={`Only ${who}s of this paper may ${action}.`} todo={role === 'visitor' ? <SignIn to={frame.path} /> : undefined} />, 403);
  };
}

/** The number of the reader who asks; for handlers that only readers come to. @throws ConflictError for a visitor */
export function readerOf(c: Context<WebEnv>): number {
  const { reader, owner } = c.get('viewer');
  if (reader === undefined && !owner) throw new ConflictError('Sign in first.');
  return reader ?? OWNER;
}

function SignIn({ to }: { to: string }) {
  return <><a href={routes.signIn(to)}>Sign in</a>, and you come back here.</>;
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
