import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { parseHost } from '#lib/address';
import type { WebEnv } from '../answer.js';

const YEAR_SECONDS = 365 * 24 * 3600;

/** A browser sends its cookies to every port of a host, so the name tells papers on other ports apart. */
function cookieName(c: Context<WebEnv>): string {
  return `broadsheet_owner_${parseHost(c.req.header('host'))?.port ?? 80}`;
}

/** The token of the owner's session, if the browser sent one. */
export function sessionToken(c: Context<WebEnv>): string | undefined {
  return getCookie(c, cookieName(c));
}

/**
 * Lax rather than Strict: with Strict, somebody who follows a link in a mail would find the paper without its owner. Reading
 * changes nothing, and what changes something is held to its Origin.
 */
export function keepSession(c: Context<WebEnv>, token: string): void {
  setCookie(c, cookieName(c), token, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: YEAR_SECONDS });
}

export function forgetSession(c: Context<WebEnv>): void {
  deleteCookie(c, cookieName(c), { path: '/' });
}
