/** Addresses of signing in, of a reader's own account, and of administration; part of `routes.ts`. */
export const accountPatterns = {
  signIn: '/sign-in',
  signInLink: '/sign-in/link',
  signInPasskey: '/sign-in/passkey',
  signInPasskeyQuestion: '/sign-in/passkey/question',
  signInProvider: '/sign-in/provider',
  signInReturn: '/sign-in/callback/provider',
  signOut: '/sign-out',
  register: '/register',
  verify: '/verify',
  forgotPassword: '/password/forgot',
  newPassword: '/password/new',
  account: '/account',
  accountProfile: '/account/profile',
  accountEmail: '/account/email',
  accountPassword: '/account/password',
  accountSessions: '/account/sessions/end',
  accountSession: '/account/sessions/:session/end',
  accountPasskeys: '/account/passkeys',
  accountPasskeyQuestion: '/account/passkeys/question',
  accountPasskey: '/account/passkeys/:passkey/remove',
  accountExport: '/account/export',
  accountRemove: '/account/remove',
  accountAttach: '/account/attach',
  accountClaim: '/account/claim',
  reader: '/readers/:number',
  readerRole: '/readers/:number/role',
  readerSuspend: '/readers/:number/suspend',
  readerRestore: '/readers/:number/restore',
  administration: '/administration',
  registration: '/administration/registration',
  invitations: '/administration/invitations',
  invitation: '/administration/invitations/:number/withdraw',
  log: '/log',
} as const;

/** Paths without parts that vary are their own addresses; these have some. */
export const accountRoutes = {
  signIn: (to?: string) => withQuery(accountPatterns.signIn, { to: to === '/' ? undefined : to }),
  register: (invitation?: string) => withQuery(accountPatterns.register, { invitation }),
  reader: (number: number) => `/readers/${number}`,
  ruleReader: (number: number, ruling: 'role' | 'suspend' | 'restore') => `/readers/${number}/${ruling}`,
  endSession: (session: string) => `/account/sessions/${encodeURIComponent(session)}/end`,
  removePasskey: (passkey: string) => `/account/passkeys/${encodeURIComponent(passkey)}/remove`,
  withdrawInvitation: (number: number) => `/administration/invitations/${number}/withdraw`,
  administration: (after?: number) => withQuery(accountPatterns.administration, { after: after === undefined ? undefined : String(after) }),
  log: (before?: number) => withQuery(accountPatterns.log, { before: before === undefined ? undefined : String(before) }),
  account: () => accountPatterns.account,
};

function withQuery(path: string, fields: Record<string, string | undefined>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
