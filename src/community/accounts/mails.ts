import type { Mail } from '#lib/mail';
import { LINK_SECONDS, MAIL_SECONDS } from './limits.js';

/** Paths that the links of mails lead to, as the pages have them. */
export interface AccountPaths {
  /** Takes `token`: proves an address. */
  verify: string;
  /** Takes `token`: signs in. */
  link: string;
  /** Takes `token`: a new password. */
  reset: string;
  /** Takes `invitation`. */
  register: string;
  signIn: string;
  forgot: string;
}

/** The mails about accounts, as plain text: each says what happened, what to do, and what to do if it was somebody else. */
export function mailsFor(origin: string, paths: AccountPaths) {
  const at = (path: string, query: Record<string, string> = {}) => `${origin}${path}${Object.keys(query).length === 0 ? '' : `?${new URLSearchParams(query)}`}`;
  const host = new URL(origin).host;
  const hours = `${MAIL_SECONDS / 3600} hours`;
  return {
    verify: ({ email, token }: { email: string; token: string }): Mail => ({
      to: email,
      subject: `Confirm your address for Broadsheet at ${host}`,
      text: lines('Somebody, most likely you, gave this address at', origin, '', `To confirm that it is yours, open this within ${hours}:`, '', at(paths.verify, { token }), '', 'If it was not you, do nothing: without it the account stays closed.'),
    }),
    alreadyHere: ({ email }: { email: string }): Mail => ({
      to: email,
      subject: `You have an account at ${host} already`,
      text: lines('Somebody tried to register with this address at', origin, '', 'There is an account with it already. Sign in:', '', at(paths.signIn), '', 'or choose a new password:', '', at(paths.forgot), '', 'If it was not you, do nothing: nothing was changed.'),
    }),
    link: ({ email, token }: { email: string; token: string }): Mail => ({
      to: email,
      subject: `Sign in to Broadsheet at ${host}`,
      text: lines(`To sign in at ${origin}, open this within ${LINK_SECONDS / 60} minutes. It works once.`, '', at(paths.link, { token }), '', 'If you did not ask for it, do nothing.'),
    }),
    reset: ({ email, token }: { email: string; token: string }): Mail => ({
      to: email,
      subject: `A new password for Broadsheet at ${host}`,
      text: lines(`To choose a new password at ${origin}, open this within ${hours}. It works once.`, '', at(paths.reset, { token }), '', 'If you did not ask for it, do nothing: your password stays as it is.'),
    }),
    leaveAddress: ({ email, newEmail, token }: { email: string; newEmail: string; token: string }): Mail => ({
      to: email,
      subject: `Another address for your account at ${host}`,
      text: lines(`You asked that your account at ${origin} be under`, newEmail, '', `To allow it, open this within ${hours}; a second mail then goes to the new address.`, '', at(paths.verify, { token }), '', 'If it was not you, do nothing, and choose a new password: somebody is signed in as you.'),
    }),
    invitation: ({ email, token, from }: { email: string; token: string; from: string }): Mail => ({
      to: email,
      subject: `${from} invites you to Broadsheet at ${host}`,
      text: lines(`${from} invites you to the paper at`, origin, '', 'To register, open this within 14 days. It works once.', '', at(paths.register, { invitation: token })),
    }),
  };
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
