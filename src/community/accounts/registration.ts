import { InvalidInputError } from '#lib';

/** Who may make an account. `off`: there are no accounts at all. */
export type Registration = { kind: 'off' | 'closed' | 'invitation' | 'open' } | { kind: 'domain'; domains: string[] };

const KINDS = ['off', 'closed', 'invitation', 'open'] as const;
const DOMAIN = /^(?=.{1,253}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)+$/u;

/** Reads `off`, `closed`, `invitation`, `open`, or `domain:example.org,uni.example.edu`. @throws InvalidInputError */
export function parseRegistration(text: string): Registration {
  const plain = KINDS.find((kind) => kind === text.trim());
  if (plain !== undefined) return { kind: plain };
  const [, list] = /^domain:(.*)$/s.exec(text.trim()) ?? [];
  if (list === undefined) throw new InvalidInputError('expected off, closed, invitation, open, or domain:example.org');
  const domains = [...new Set(list.split(/[\s,]+/).map((one) => one.toLowerCase().replace(/^@/, '')).filter((one) => one !== ''))];
  if (domains.length === 0) throw new InvalidInputError('after "domain:" comes at least one domain, such as domain:example.org');
  const bad = domains.find((one) => !DOMAIN.test(one));
  if (bad !== undefined) throw new InvalidInputError(`"${bad}" is not a domain such as example.org`);
  return { kind: 'domain', domains };
}

/** The text that `parseRegistration` reads. */
export function printRegistration(registration: Registration): string {
  return registration.kind === 'domain' ? `domain:${registration.domains.join(',')}` : registration.kind;
}

/** Whether somebody with this address may register without an invitation. Of a domain its own addresses count, not those of names below it. */
export function mayRegister(registration: Registration, email: string): boolean {
  if (registration.kind === 'open') return true;
  if (registration.kind !== 'domain') return false;
  return registration.domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}
