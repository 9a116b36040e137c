import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Accounts, parseRegistration, type AccountPaths, type AccountsContext, type Provider } from '#community';
import type { Config } from '#config';
import { Post, type PostContext } from '#jobs';
import { EnvironmentError } from '#lib';
import { patterns } from '#web/addresses';
import { mailerOf, outboxMailer } from './mailer.js';

const PATHS: AccountPaths = { verify: patterns.verify, link: patterns.signInLink, reset: patterns.newPassword, register: patterns.register, signIn: patterns.signIn, forgot: patterns.forgotPassword };

/** The accounts of an instance, as its configuration says. */
export function accountsOf(config: Config, parts: Pick<AccountsContext, 'db' | 'clock' | 'log' | 'settings' | 'post' | 'takeBack'>): Accounts {
  const registration = config.accounts === undefined ? undefined : parseRegistration(config.accounts);
  let kept = config.secret;
  return new Accounts({
    ...parts,
    paths: PATHS,
    provider: providerOf(config),
    registration,
    // Looked for when somebody first signs in: a paper without accounts needs none.
    get secret() {
      return (kept ??= secretIn(config.data));
    },
  });
}

/** The mails of an instance. */
export function postOf(config: Config, parts: Omit<PostContext, 'mailer' | 'outbox'>): Post {
  return new Post({ ...parts, mailer: mailerOf(config, parts.clock), outbox: outboxMailer(config, parts.clock) });
}

/** @throws EnvironmentError when half of what a provider needs is given */
function providerOf({ oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, oidcName: name }: Config): Provider | undefined {
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) throw new EnvironmentError('To sign in with an OpenID Connect provider, set all three: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.');
  return { issuer, clientId, clientSecret, name };
}

/** The instance's own secret, made when it is first needed. Beside the database and not in it: a copy of the database opens nothing. */
function secretIn(folder: string): string {
  const path = join(folder, 'secret');
  mkdirSync(dirname(path), { recursive: true });
  try {
    // Of several processes at once one makes it, and the others read that.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw new EnvironmentError(`The file ${path} cannot be written. Give this user the right to.`, { cause: error });
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new EnvironmentError(`The file ${path} holds no secret. Remove it and start again: everybody then signs in anew.`);
  return secret;
}
