import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { cookieIn, OWNER, type Accounts, type OwnerAccess, type SignedIn } from '#community';
import type { WebEnv } from '../answer.js';
import { MessagePage } from '../pages/message.js';
import { patterns } from '../routes.js';
import { THEME_COOKIE, themeFrom, VISITOR, type Viewer } from '../viewer.js';
import { arrivalOf, type Place } from './arrival.js';
import { callerOf } from './caller.js';
import { sessionToken } from './cookie.js';
import { foreignHostWords, isOurHost } from './host.js';
import { FOREIGN_PAGE_WORDS, isChanging, isFromOwnPage } from './origin.js';
import { ownerRefusal } from './refusal.js';

export interface GuardOptions {
  owners: OwnerAccess;
  place: Place;
  /** Without them nobody signs in. */
  accounts?: Accounts;
}

const FORM_KILOBYTES = 64;
/** A file of BibTeX with abstracts is pasted whole. */
const PASTED_KILOBYTES = 1_024;
const NO_LENGTH_WORDS = 'The form came without a Content-Length, so none of it was read and nothing was changed. Send it with its length.';

/** Addresses that look the same to everybody: the store is not asked who looks. */
const SAME_FOR_ALL = /^\/(?:assets\/|health$|metrics$)/;

/** `patterns.mailUnsubscribe`, with a link in it. */
const ONE_CLICK = /^\/mail\/[\w-]+\/unsubscribe$/;

/** What stands before every page, in this order: whose name was asked for, which page sent a change, how long a form is, who looks. */
export function guard(options: GuardOptions): MiddlewareHandler<WebEnv>[] {
  return [assumeVisitor, refuseForeignHost(options.place), refuseForeignPage(options.place), limitForms, recognise(options), prolongSession(options)];
}

/** Until more is known. Pages about errors are made for somebody, too. */
const assumeVisitor: MiddlewareHandler<WebEnv> = async (c, next) => {
  c.set('viewer', { ...VISITOR, theme: themeFrom(getCookie(c, THEME_COOKIE)) });
  await next();
};

function refuseForeignHost(place: Place): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const arrival = arrivalOf(c);
    if (isOurHost(arrival, place)) return await next();
    return c.text(foreignHostWords(arrival, place), 421);
  };
}

function refuseForeignPage(place: Place): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (!isChanging(c.req.method) || isOneClick(c) || isFromOwnPage(arrivalOf(c), place)) return await next();
    return refuse(c, { status: 403, title: 'Not from this paper', what: FOREIGN_PAGE_WORDS });
  };
}

/** Mail programs unsubscribe by themselves, from no page at all (RFC 8058): the link's signature is the right. */
function isOneClick(c: Context<WebEnv>): boolean {
  return c.req.method === 'POST' && ONE_CLICK.test(c.req.path);
}

/** A form must say how long it is, as browsers do: then a long one is refused before any of it is read. */
const limitForms: MiddlewareHandler<WebEnv> = async (c, next) => {
  if (!isChanging(c.req.method) || c.req.path === patterns.import) return await next();
  if (c.req.header('Transfer-Encoding') !== undefined) return refuse(c, { status: 411, title: 'How long is it?', what: NO_LENGTH_WORDS });
  const most = c.req.path === patterns.like ? PASTED_KILOBYTES : FORM_KILOBYTES;
  if (Number(c.req.header('Content-Length') ?? 0) > most * 1024) return refuse(c, { status: 413, title: 'Too long', what: tooLongWords(most) });
  await next();
};

function tooLongWords(kilobytes: number): string {
  return `The form is longer than ${kilobytes.toLocaleString('en-GB')} kB, so none of it was read and nothing was changed. Send less at once.`;
}

/** Who signed in is that reader; else the owner is whoever came by the key. */
function recognise(options: GuardOptions): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (!SAME_FOR_ALL.test(c.req.path)) c.set('viewer', { ...c.get('viewer'), ...(await identify(c, options)) });
    await next();
  };
}

/** Who does something stays signed in for longer. Reading alone changes nothing, so it does not do that either. */
function prolongSession({ accounts }: GuardOptions): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    await next();
    const { signedIn } = c.get('viewer');
    if (accounts === undefined || signedIn === undefined || !isChanging(c.req.method) || c.res.status >= 400) return;
    const line = await accounts.sessions.prolong(c.get('caller'), signedIn);
    if (line !== undefined) c.res.headers.append('Set-Cookie', line);
  };
}

async function identify(c: Context<WebEnv>, options: GuardOptions): Promise<Partial<Viewer>> {
  c.set('caller', callerOf(c, options.place));
  const byKey = await isOwner(c, options);
  const signedIn = await readerIn(c, options);
  if (signedIn !== undefined) return { reader: signedIn.reader, role: signedIn.role, owner: signedIn.role === 'administrator', signedIn, byKey };
  return byKey ? { owner: true, role: 'administrator', reader: OWNER, byKey } : {};
}

/** The reader whose session this browser has, while there are accounts. */
async function readerIn(c: Context<WebEnv>, { accounts }: GuardOptions): Promise<SignedIn | undefined> {
  const cookie = cookieIn(c.get('caller'));
  if (accounts === undefined || cookie === undefined || !(await accounts.areOn())) return undefined;
  return await accounts.sessions.find(cookie);
}

async function isOwner(c: Context<WebEnv>, { owners, place }: GuardOptions): Promise<boolean> {
  const token = sessionToken(c);
  return token !== undefined && ownerRefusal(arrivalOf(c), place) === undefined && (await owners.isSession(token));
}

/** A page made without the store, so that strangers' requests cost nothing. */
async function refuse(c: Context<WebEnv>, { status, title, what }: { status: 403 | 411 | 413; title: string; what: string }): Promise<Response> {
  const frame = { site: { name: 'Broadsheet', categories: [], paperCount: 0, readers: 1 }, viewer: c.get('viewer'), path: patterns.front };
  return c.html(`<!doctype html>${await (<MessagePage frame={frame} title={title} what={what} />)}`, status);
}
