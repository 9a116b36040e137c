import type { Hono } from 'hono';
import { answer, frameOf, only, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { OwnerPage, type OwnerStanding } from './owner-page.js';
import { routes } from '../routes.js';
import { arrivalOf } from './arrival.js';
import { forgetSession, keepSession, sessionToken } from './cookie.js';
import type { GuardOptions } from './guard.js';
import { ownerPatterns } from './owner-patterns.js';
import { ownerRefusal } from './refusal.js';

/** Adds the addresses by which somebody becomes the owner and stops being it. */
export function mountOwner(app: Hono<WebEnv>, context: WebContext, options: GuardOptions): void {
  app.get(ownerPatterns.owner, becomeOwner(context, options));
  app.post(ownerPatterns.leave, only(context, 'give up being the owner', leave(options)));
}

/** Exchanges the key in the address for a session. The one reading request that changes something: the key is used up. */
function becomeOwner(context: WebContext, { owners, place }: GuardOptions): WebHandler {
  return async (c) => {
    c.header('Cache-Control', 'no-store');
    c.header('Referrer-Policy', 'no-referrer');
    const show = async (standing: OwnerStanding, status: 200 | 403) => answer(c, <OwnerPage frame={await frameOf(c, context)} standing={standing} />, status);
    const refusal = ownerRefusal(arrivalOf(c), place);
    if (refusal !== undefined) return await show({ kind: 'refused', words: refusal.words }, 403);
    const key = c.req.query('key');
    // Opened twice, the address leads on instead of complaining.
    if (c.get('viewer').byKey) return key === undefined ? await show({ kind: 'owner' }, 200) : c.redirect(routes.front(), 303);
    if (key === undefined) return await show({ kind: 'visitor' }, 200);
    // A browser that only looks ahead must not use the key up.
    if (c.req.method !== 'GET' || c.req.header('Sec-Purpose') !== undefined) return c.body(null, 503);
    const token = await owners.useKey(key);
    if (token === undefined) return await show({ kind: 'wrong key' }, 403);
    keepSession(c, token);
    return c.redirect(routes.front(), 303);
  };
}

function leave({ owners }: GuardOptions): WebHandler {
  return async (c) => {
    const token = sessionToken(c);
    if (token !== undefined) await owners.endSession(token);
    forgetSession(c);
    return c.redirect(routes.front(), 303);
  };
}
