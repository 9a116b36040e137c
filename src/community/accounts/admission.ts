import type { Invitation } from './invitations.js';
import { mayRegister, type Registration } from './registration.js';

/**
 * Why no account is made for whom the provider names: registration is not for their address, the provider does not say that the
 * address is theirs, or the invitation they came with is another address's, or cannot be used any more.
 */
export type NotAdmitted = 'not open' | 'unproven' | 'another address' | 'invitation gone';

/** Whether an account may be made for an address that the provider names; undefined: it may. */
export function whyNotAdmitted({ email, proven }: { email: string; proven: boolean }, { registration, invitation }: { registration: Registration; invitation?: Pick<Invitation, 'email'> | 'gone' }): NotAdmitted | undefined {
  if (!proven) return 'unproven';
  if (invitation !== undefined && invitation !== 'gone' && isFor(invitation, email)) return undefined;
  if (mayRegister(registration, email)) return undefined;
  if (invitation === undefined) return 'not open';
  return invitation === 'gone' ? 'invitation gone' : 'another address';
}

/** Whether an invitation is for this address; one that names none is for whoever has it. */
export function isFor({ email: invited }: Pick<Invitation, 'email'>, email: string): boolean {
  return invited === '' || invited === email.toLowerCase();
}
