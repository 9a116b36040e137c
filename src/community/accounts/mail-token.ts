/** What the token of a mail leads to: the proof of a new account's address, or a step to another address. */
export function purposeOf(token: string): 'proof' | 'change' {
  return 'updateTo' in payloadOf(token) ? 'change' : 'proof';
}

/** The address that a token of a mail is about. It is signed, and whoever made it up is found out when it is used. */
export function addressIn(token: string): string | undefined {
  const { email } = payloadOf(token);
  return typeof email === 'string' ? email : undefined;
}

function payloadOf(token: string): { email?: unknown; updateTo?: unknown } {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null ? payload : {};
  } catch {
    return {};
  }
}
