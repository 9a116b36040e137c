import { DEFAULT_CHOICE, readChoice, type Subscription } from '#digest';
import { ConflictError, NotFoundError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, readerOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { OwnMailPage, OwnMailsPage } from '../pages/own-mail.js';
import { routes } from '../routes.js';
import { fieldsOf } from './mail.js';
import { withAccounts } from './with-accounts.js';

/** What a reader gets by e-mail, and the form for more. */
export function showOwnMails(context: WebContext): WebHandler {
  return withAccounts(context, 'see their account', async (c, accounts) => {
    const reader = readerOf(c);
    const [frame, account, own, searches] = await Promise.all([frameOf(c, context), accounts.own.ofReader(reader), context.mails.own.list(reader), context.savedSearches(reader).list()]);
    const choice = { ...DEFAULT_CHOICE, topics: [...DEFAULT_CHOICE.topics, ...frame.site.categories.slice(0, MOST_OFFERED).map((name) => ({ kind: 'category', name }))] };
    return answer(c, <OwnMailsPage frame={frame} own={own} choice={choice} searches={searches} address={account?.proven ? account.email : undefined} leaves={context.mails.leaves} />);
  });
}

/** Of an instance with more categories nobody wants all. */
const MOST_OFFERED = 10;

/** Sends editions to the address of the account, which is proven. */
export function addOwnMail(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c, accounts) => {
    const reader = readerOf(c);
    const account = await accounts.own.ofReader(reader);
    if (account?.proven !== true) throw new ConflictError('Your account has no address that was proven. Prove it by the mail you were sent, or subscribe at the page By e-mail.');
    await context.mails.own.add({ reader, address: account.email }, readChoice(await fieldsOf(c)));
    return c.redirect(routes.ownMails(), 303);
  });
}

export function showOwnMail(context: WebContext): WebHandler {
  return withAccounts(context, 'see their account', async (c) => {
    const subscription = await ownOf(c, context);
    const [frame, searches] = await Promise.all([frameOf(c, context), context.savedSearches(readerOf(c)).list()]);
    return answer(c, <OwnMailPage frame={frame} subscription={subscription} searches={searches} saved={c.req.query('saved') === '1'} />);
  });
}

export function chooseOwnMail(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c) => {
    const subscription = await ownOf(c, context);
    await context.mails.choose(subscription, readChoice(await fieldsOf(c)));
    return c.redirect(`${routes.ownMail(subscription.number)}?saved=1`, 303);
  });
}

/** Pauses it, lets it go on, or ends it. */
export function changeOwnMailState(context: WebContext): WebHandler {
  return withAccounts(context, 'change their account', async (c) => {
    const subscription = await ownOf(c, context);
    const { wish } = await c.req.parseBody();
    await context.mails[wish === 'end' ? 'end' : wish === 'pause' ? 'pause' : 'resume'](subscription);
    return c.redirect(wish === 'end' ? routes.ownMails() : routes.ownMail(subscription.number), 303);
  });
}

/** @throws NotFoundError for one that is somebody else's */
async function ownOf(c: Context<WebEnv>, { mails }: WebContext): Promise<Subscription> {
  const found = (await mails.own.list(readerOf(c))).find(({ number }) => String(number) === c.req.param('number'));
  if (found === undefined) throw new NotFoundError('You have no such subscription (any more). Those that you have stand under your account.');
  return found;
}
