import { may, ROLES, type Ruling } from '#community';
import { InvalidInputError, NotFoundError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, only, readerOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { noteDeed } from '../note-deed.js';
import { AdministrationPage } from '../pages/administration.js';
import { LogPage } from '../pages/log.js';
import { ReaderPage } from '../pages/reader.js';
import { routes } from '../routes.js';
import { roleOfViewer } from '../viewer.js';
import { fieldsOf, withAccounts } from './with-accounts.js';

/** Who may register, who is invited, who is there. It is there while accounts are off, too: here they are switched on. */
export function showAdministration(context: WebContext): WebHandler {
  return only(context, 'administer readers', async (c) => await administrationPage(c, context));
}

async function administrationPage(c: Context<WebEnv>, context: WebContext, invited?: string): Promise<Response> {
  const accounts = accountsOf(context);
  const after = Number(c.req.query('after') ?? 0) || 0;
  const [frame, choice, invitations, readers, count, mail] = await Promise.all([frameOf(c, context), accounts.choice(), accounts.invitations.list(), accounts.readers.list({ after }), accounts.readers.count(), accounts.mail()]);
  c.header('Cache-Control', 'no-store');
  return answer(c, <AdministrationPage frame={frame} choice={choice} invitations={invitations} readers={readers} count={count} mail={mail} invited={invited} origin={originIn(c)} saved={c.req.query('saved') === '1'} />);
}

export function chooseRegistration(context: WebContext): WebHandler {
  return only(context, 'administer readers', async (c) => {
    const field = await fieldsOf(c);
    const kind = field('registration');
    await accountsOf(context).choose(by(c), kind === 'domain' ? `domain:${field('domains')}` : kind);
    return c.redirect(`${routes.administration()}?saved=1`, 303);
  });
}

/** Makes an invitation and shows its address, this once. */
export function invite(context: WebContext): WebHandler {
  return withAccounts(context, 'administer readers', async (c, accounts) => {
    const field = await fieldsOf(c);
    const { name } = await accounts.readers.get(readerOf(c));
    const secret = await accounts.invitations.make({ origin: originIn(c) }, { by: { reader: readerOf(c), name }, email: field('email'), role: field('role') });
    // The log is for ever, so the address of whom is invited is not in it.
    await noteDeed(c, context, { what: `invited somebody${/^(editor|administrator)$/.test(field('role')) ? ` as an ${field('role')}` : ''}`, private: true });
    return await administrationPage(c, context, `${originIn(c)}${routes.register(secret)}`);
  });
}

export function withdraw(context: WebContext): WebHandler {
  return withAccounts(context, 'administer readers', async (c, accounts) => {
    await accounts.invitations.withdraw(numberOf(c));
    await noteDeed(c, context, { what: 'withdrew an invitation', private: true });
    return c.redirect(routes.administration(), 303);
  });
}

/** A reader as others see them; those who may decide about them see how. */
export function showReader(context: WebContext): WebHandler {
  return withAccounts(context, 'see readers', async (c, accounts) => {
    const [frame, reader] = await Promise.all([frameOf(c, context), accounts.readers.get(numberOf(c))]);
    if (reader.removed) throw new NotFoundError('This reader has left.');
    return answer(c, <ReaderPage frame={frame} reader={reader} />);
  });
}

export function setRole(context: WebContext): WebHandler {
  return withAccounts(context, 'administer readers', async (c, accounts) => {
    const field = await fieldsOf(c);
    const role = ROLES.find((one) => one === field('role'));
    if (role === undefined) throw new InvalidInputError('Choose one of the roles.');
    await accounts.readers.setRole(rulingIn(c, field), role);
    return c.redirect(routes.reader(numberOf(c)), 303);
  });
}

export function suspend(context: WebContext): WebHandler {
  return withAccounts(context, 'suspend readers', async (c, accounts) => {
    await accounts.readers.suspend(rulingIn(c, await fieldsOf(c)));
    return c.redirect(routes.reader(numberOf(c)), 303);
  });
}

export function restore(context: WebContext): WebHandler {
  return withAccounts(context, 'suspend readers', async (c, accounts) => {
    await accounts.readers.restore(rulingIn(c, await fieldsOf(c)));
    return c.redirect(routes.reader(numberOf(c)), 303);
  });
}

/** What editors and administrators did, and why. */
export function showLog(context: WebContext): WebHandler {
  return only(context, 'see the log', async (c) => {
    const before = Number(c.req.query('before') ?? 0) || undefined;
    const seesPrivate = may(roleOfViewer(c.get('viewer')), 'see private matters');
    const [frame, deeds] = await Promise.all([frameOf(c, context), context.accounts?.deeds.list({ before, seesPrivate }) ?? []]);
    return answer(c, <LogPage frame={frame} deeds={deeds} />);
  });
}

function rulingIn(c: Context<WebEnv>, field: (name: string) => string): Ruling {
  return { by: by(c), about: numberOf(c), why: field('why'), private: field('private') === '1' };
}

function by(c: Context<WebEnv>): Ruling['by'] {
  return { reader: readerOf(c), role: roleOfViewer(c.get('viewer')) };
}

function numberOf(c: Context<WebEnv>): number {
  const number = Number(c.req.param('number'));
  if (!Number.isSafeInteger(number)) throw new NotFoundError('There is no such reader.');
  return number;
}

function originIn(c: Context<WebEnv>): string {
  return c.get('caller')?.origin ?? new URL(c.req.url).origin;
}

function accountsOf({ accounts }: WebContext) {
  if (accounts === undefined) throw new NotFoundError('This paper has no accounts.');
  return accounts;
}
