import { OWNER, type SignedIn } from '#community';
import { ConflictError, InvalidInputError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, readerOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { AccountPage, type Done } from '../pages/account.js';
import { RemoveAccountPage } from '../pages/remove-account.js';
import { routes } from '../routes.js';
import { fieldsOf, jsonOf, setCookies, withAccounts } from './with-accounts.js';

const DONE: readonly string[] = ['profile', 'email', 'password', 'sessions', 'passkey', 'attached'] satisfies Done[];

/** What somebody is here, and what they may change about it. */
export function showAccount(context: WebContext): WebHandler {
  return withAccounts(context, 'see their account', async (c, accounts) => {
    const number = readerOf(c);
    const [frame, reader, account, owner, mail] = await Promise.all([frameOf(c, context), accounts.readers.get(number), accounts.own.ofReader(number), accounts.owner.standing(), accounts.mail()]);
    const done = DONE.find((one) => one === c.req.query('done')) as Done | undefined;
    return answer(c, <AccountPage frame={frame} reader={reader} account={account} owner={number === OWNER ? owner : undefined} mail={mail} done={done} origin={c.get('caller').origin} />);
  });
}

export function describe(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    const field = await fieldsOf(c);
    await accounts.readers.describe(readerOf(c), { name: field('name'), about: field('about') });
    return done(c, 'profile');
  });
}

export function changeEmail(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    signedIn(c);
    await accounts.own.changeEmail(c.get('caller'), (await fieldsOf(c))('email'));
    return done(c, 'email');
  });
}

export function changePassword(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    const field = await fieldsOf(c);
    await accounts.own.changePassword(c.get('caller'), signedIn(c), { current: field('current'), next: field('next') });
    return done(c, 'password');
  });
}

export function endSession(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    await accounts.sessions.end(await accountOf(c, context), c.req.param('session') ?? '');
    return done(c, 'sessions');
  });
}

export function endOthers(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    await accounts.sessions.endAll(await accountOf(c, context), { but: c.get('viewer').signedIn?.session });
    return done(c, 'sessions');
  });
}

export function askNewPasskey(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    signedIn(c);
    const { ok, body, cookies } = await accounts.own.passkeyQuestion(c.get('caller'));
    setCookies(c, cookies);
    return ok ? c.json(body) : c.json({ trouble: 'You signed in more than a day ago. Sign out and in again, then add the passkey.' }, 403);
  });
}

export function addPasskey(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    signedIn(c);
    const { response, name } = await jsonOf(c);
    const { ok, cookies } = await accounts.own.addPasskey(c.get('caller'), { response, name: String(name ?? '') });
    setCookies(c, cookies);
    return ok ? c.json({ to: `${routes.account()}?done=passkey` }) : c.json({ trouble: 'The passkey could not be added. Load the page again and try once more.' }, 400);
  });
}

export function removePasskey(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    await accounts.own.removePasskey(await accountOf(c, context), c.req.param('passkey') ?? '');
    return done(c, 'passkey');
  });
}

/** Everything that is kept of the reader, as a file. */
export function exportAll(context: WebContext): WebHandler {
  return withAccounts(context, 'see their account', async (c, accounts) => {
    c.header('Content-Disposition', 'attachment; filename="broadsheet-account.json"');
    return c.json(await accounts.own.export(readerOf(c)));
  });
}

export function showRemove(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    const [frame, reader] = await Promise.all([frameOf(c, context), accounts.readers.get(readerOf(c))]);
    return answer(c, <RemoveAccountPage frame={frame} reader={reader} />);
  });
}

/** Takes the account away once its name was typed: a click alone is too easy for what cannot be undone. */
export function remove(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    const field = await fieldsOf(c);
    const reader = await accounts.readers.get(readerOf(c));
    if (field('name').trim() !== reader.name) throw new InvalidInputError('The name that was typed is not yours, so nothing was removed. Go back and type it as it stands there.');
    if (reader.number === OWNER) await accounts.owner.detach();
    else await accounts.own.remove(reader.number);
    return c.redirect(routes.front(), 303);
  });
}

/** The owner, who comes by the key, asks for an account to come in by elsewhere. */
export function attach(context: WebContext): WebHandler {
  return withAccounts(context, 'give up being the owner', async (c, accounts) => {
    byKey(c);
    const field = await fieldsOf(c);
    const { name } = await accounts.readers.get(OWNER);
    await accounts.owner.ask(c.get('caller'), { name, email: field('email'), password: field('password') });
    return done(c, 'email');
  });
}

export function claim(context: WebContext): WebHandler {
  return withAccounts(context, 'give up being the owner', async (c, accounts) => {
    byKey(c);
    await accounts.owner.claim();
    return done(c, 'attached');
  });
}

function done(c: Context<WebEnv>, what: Done): Response {
  return c.redirect(`${routes.account()}?done=${what}`, 303);
}

/** @throws ConflictError for the owner by key, whose browser has no session of an account */
function signedIn(c: Context<WebEnv>): SignedIn {
  const found = c.get('viewer').signedIn;
  if (found === undefined) throw new ConflictError('In this browser you are the owner by the key. Sign in with your address and password to change the account.');
  return found;
}

function byKey(c: Context<WebEnv>): void {
  if (c.get('viewer').byKey !== true) throw new ConflictError('Only the browser that is the owner by the key can do this.');
}

async function accountOf(c: Context<WebEnv>, { accounts }: WebContext): Promise<string> {
  const id = c.get('viewer').signedIn?.account ?? (await accounts?.own.ofReader(readerOf(c)))?.id;
  if (id === undefined) throw new ConflictError('You have no account yet.');
  return id;
}
