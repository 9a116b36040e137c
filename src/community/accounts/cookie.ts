import type { Caller } from './context.js';

/** The name of the cookie that holds a session. A browser sends its cookies to every port of a host, so the port is in it. */
export function sessionCookieName(origin: string): string {
  const { protocol, port } = new URL(origin);
  return `${protocol === 'https:' ? '__Secure-' : ''}${cookiePrefix(port)}.session_token`;
}

export function cookiePrefix(port: string): string {
  return `broadsheet_account${port === '' ? '' : `_${port}`}`;
}

/** The session cookie that the browser sent. */
export function cookieIn({ origin, headers }: Caller): string | undefined {
  const name = sessionCookieName(origin);
  const pair = (headers.get('cookie') ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? undefined : decoded(pair.slice(name.length + 1));
}

/** The line of Set-Cookie by which a browser keeps a session cookie for so many seconds; the same attributes as those Better Auth gives it. */
export function sessionCookieLine(origin: string, value: string, seconds: number): string {
  return `${sessionCookieName(origin)}=${encodeURIComponent(value)}; Max-Age=${seconds}; Path=/; HttpOnly;${origin.startsWith('https:') ? ' Secure;' : ''} SameSite=Lax`;
}

/** What lines of Set-Cookie make of a cookie. */
export function cookieValue(cookies: readonly string[], name: string): string | undefined {
  const line = cookies.find((one) => one.startsWith(`${name}=`));
  return line === undefined ? undefined : decoded(line.slice(name.length + 1).split(';')[0]!);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
