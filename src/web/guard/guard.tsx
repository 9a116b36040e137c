import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie } from 'hono/cookie';
import type { OwnerAccess } from '#community';
import type { WebEnv } from '../answer.js';
import { MessagePage } from '../pages/message.js';
import { patterns } from '../routes.js';
import { THEME_COOKIE, themeFrom, VISITOR } from '../viewer.js';
import { arrivalOf, type Place } from './arrival.js';
import { sessionToken } from './cookie.js';
import { foreignHostWords, isOurHost } from './host.js';
import { FOREIGN_PAGE_WORDS, isChanging, isFromOwnPage } from './origin.js';
import { ownerRefusal } from './refusal.js';

export interface GuardOptions {
  owners: OwnerAccess;
  place: Place;
}

const FORM_BYTES = 64 * 1024;

/** Addresses that look the same to everybody: the store is not asked who looks. */
const SAME_FOR_ALL = /^\/(?:assets\/|health$|metrics$)/;

/** What stands before every page, in this order: whose name was asked for, which page sent a change, how long a form is, who looks. */
export function guard(options: GuardOptions): MiddlewareHandler<WebEnv>[] {
  return [refuseForeignHost(options.place), refuseForeignPage(options.place), limitForms, recogniseOwner(options)];
}

function refuseForeignHost(place: Place): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const arrival = arrivalOf(c);
    if (isOurHost(arrival, place)) return await next();
    return c.text(foreignHostWords(arrival, place), 421);
  };
}

function refuseForeignPage(place: Place): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (!isChanging(c.req.method) || isFromOwnPage(arrivalOf(c), place)) return await next();
    return refuse(c, { status: 403, title: 'Not from this paper', what: FOREIGN_PAGE_WORDS });
  };
}

const limitBody = bodyLimit({
  maxSize: FORM_BYTES,
  onError: (c) => refuse(c, { status: 413, title: 'Too long', what: 'The form is longer than 64 kB. Nothing was changed; send less at once.' }),
});

const limitForms: MiddlewareHandler<WebEnv> = async (c, next) => {
  const unlimited = !isChanging(c.req.method) || c.req.path === patterns.import;
  return unlimited ? await next() : await limitBody(c, next);
};

function recogniseOwner(options: GuardOptions): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const owner = !SAME_FOR_ALL.test(c.req.path) && (await isOwner(c, options));
    c.set('viewer', { owner, theme: themeFrom(getCookie(c, THEME_COOKIE)) });
    await next();
  };
}

async function isOwner(c: Context<WebEnv>, { owners, place }: GuardOptions): Promise<boolean> {
  const token = sessionToken(c);
  return token !== undefined && ownerRefusal(arrivalOf(c), place) === undefined && (await owners.isSession(token));
}

/** A page made without the store, so that strangers' requests cost nothing. */
async function refuse(c: Context, { status, title, what }: { status: 403 | 413; title: string; what: string }): Promise<Response> {
  const frame = { site: { name: 'Broadsheet', categories: [], paperCount: 0 }, viewer: VISITOR, path: patterns.front };
  return c.html(`<!doctype html>${await (<MessagePage frame={frame} title={title} what={what} />)}`, status);
}
