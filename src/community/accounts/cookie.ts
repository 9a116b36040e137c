/** The name of the cookie that holds a session. A browser sends its cookies to every port of a host, so the port is in it. */
export function sessionCookieName(origin: string): string {
  const { protocol, port } = new URL(origin);
  return `${protocol === 'https:' ? '__Secure-' : ''}${cookiePrefix(port)}.session_token`;
}

export function cookiePrefix(port: string): string {
  return `broadsheet_account${port === '' ? '' : `_${port}`}`;
}
