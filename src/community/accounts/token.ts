import { createHash } from 'node:crypto';

/** How the token of a session is stored: 32 random letters need neither salt nor slow hashing. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
