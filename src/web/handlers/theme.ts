import { setCookie } from 'hono/cookie';
import { localPath, type WebHandler } from '../answer.js';
import { THEME_COOKIE, themeFrom } from '../viewer.js';

const YEAR = 365 * 24 * 3600;

/** Remembers the colours a reader chose, and goes back to where the choice was made. */
export const chooseTheme: WebHandler = async (c) => {
  const form = await c.req.parseBody();
  setCookie(c, THEME_COOKIE, themeFrom(form['theme']), { path: '/', maxAge: YEAR, sameSite: 'Lax', httpOnly: true });
  return c.redirect(localPath(form['back']), 303);
};
