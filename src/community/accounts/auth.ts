import { passkey } from '@better-auth/passkey';
import type { BetterAuthOptions } from 'better-auth';
import { betterAuth } from 'better-auth/minimal';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { magicLink } from 'better-auth/plugins/magic-link';
import type { Database } from '#db';
import type { Logger } from '#lib';
import { accountsAdapter } from './adapter.js';
import type { Passwords } from './context.js';
import { cookiePrefix } from './cookie.js';
import { currentErrand } from './errand.js';
import { LINK_SECONDS, LONGEST_PASSWORD, MAIL_SECONDS, SESSION_SECONDS, SHORTEST_PASSWORD } from './limits.js';
import { mailsFor, type AccountPaths } from './mails.js';
import { PROVIDER, type Provider } from './provider.js';

export interface AuthOptions {
  db: Database;
  log: Logger;
  secret: string;
  /** Scheme, host and port that this browser reached the paper by. */
  origin: string;
  paths: AccountPaths;
  provider?: Provider;
  passwords?: Passwords;
}

const SNAKE = { createdAt: 'created_at', updatedAt: 'updated_at', userId: 'user_id', expiresAt: 'expires_at' };

/** The tables of Better Auth under our names. */
export const TABLES = {
  user: { modelName: 'accounts', fields: { emailVerified: 'email_verified', createdAt: SNAKE.createdAt, updatedAt: SNAKE.updatedAt } },
  session: { modelName: 'account_sessions', fields: { ...SNAKE, ipAddress: 'ip_address', userAgent: 'user_agent' } },
  account: {
    modelName: 'account_credentials',
    fields: {
      createdAt: SNAKE.createdAt, updatedAt: SNAKE.updatedAt, userId: SNAKE.userId, accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token',
      refreshToken: 'refresh_token', idToken: 'id_token', accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: { modelName: 'account_verifications', fields: { createdAt: SNAKE.createdAt, updatedAt: SNAKE.updatedAt, expiresAt: SNAKE.expiresAt } },
} as const;

const PASSKEY_TABLE = {
  passkey: {
    modelName: 'account_passkeys',
    fields: { publicKey: 'public_key', userId: SNAKE.userId, credentialID: 'credential_id', deviceType: 'device_type', backedUp: 'backed_up', createdAt: SNAKE.createdAt },
  },
};

/** Better Auth as this paper uses it, for browsers that reach it by one origin. */
export function createAuth(given: AuthOptions) {
  return betterAuth(authOptions(given));
}

export type Auth = ReturnType<typeof createAuth>;

/** @internal Exported for the test that compares our tables with what Better Auth wants. */
export function authOptions({ db, log, secret, origin, paths, provider, passwords }: AuthOptions) {
  const mails = mailsFor(origin, paths);
  const send = (mail: ReturnType<(typeof mails)[keyof typeof mails]>) => void currentErrand().mails.push(mail);
  return {
    appName: 'Broadsheet',
    baseURL: origin,
    // The address that a provider leads back to is `/callback/provider` below it.
    basePath: paths.signIn,
    secret,
    database: accountsAdapter(db),
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level: string, message: string) => log.warn({ from: 'better-auth', level }, message) },
    ...TABLES,
    user: {
      ...TABLES.user,
      additionalFields: { invitedRole: { type: 'string', required: false, input: false, fieldName: 'invited_role' } },
      changeEmail: { enabled: true, sendChangeEmailConfirmation: async ({ user, newEmail, token }) => send(mails.leaveAddress({ email: user.email, newEmail, token })) },
    },
    session: { ...TABLES.session, expiresIn: SESSION_SECONDS, disableSessionRefresh: true, freshAge: 24 * 3600 },
    account: { ...TABLES.account, updateAccountOnSignIn: false, accountLinking: { enabled: true, trustedProviders: [] } },
    verification: { ...TABLES.verification, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      ...(passwords === undefined ? {} : { password: passwords }),
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      resetPasswordTokenExpiresIn: MAIL_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => send(mails.reset({ email: user.email, token })),
      onPasswordReset: async ({ user }) => void currentErrand().proven.push(user.id),
      onExistingUserSignUp: async ({ user }) => send(mails.alreadyHere({ email: user.email })),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: true,
      autoSignInAfterVerification: false,
      expiresIn: MAIL_SECONDS,
      sendVerificationEmail: async ({ user, token }) => send(mails.verify({ email: user.email, token })),
    },
    databaseHooks: {
      user: {
        create: {
          // Every way in passes here; what nobody permitted is refused.
          before: async (user) => {
            const { mayRegister, roleFor } = currentErrand();
            if (!mayRegister(user.email, user.emailVerified)) return false;
            return { data: { ...user, image: null, invitedRole: roleFor?.(user.email) ?? null } };
          },
          after: async (user) => void currentErrand().made.push(user.id),
        },
      },
      account: {
        create: {
          // Who signs in elsewhere is all that is asked: what would act in their name there is not kept.
          before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null, accessTokenExpiresAt: null, refreshTokenExpiresAt: null, scope: null } }),
        },
      },
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: cookiePrefix(new URL(origin).port),
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      magicLink({ disableSignUp: true, expiresIn: LINK_SECONDS, storeToken: 'hashed', sendMagicLink: async ({ email, token }) => send(mails.link({ email, token })) }),
      passkey({ rpID: new URL(origin).hostname, rpName: 'Broadsheet', origin, schema: PASSKEY_TABLE }),
      ...(provider === undefined ? [] : [genericOAuth({ config: [providerOptions(provider)] })]),
    ],
  } satisfies BetterAuthOptions;
}

function providerOptions({ issuer, clientId, clientSecret, name }: Provider) {
  const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
  return { providerId: PROVIDER, name, clientId, clientSecret, discoveryUrl, scopes: ['openid', 'email', 'profile'], pkce: true, requireIdTokenVerification: true };
}
