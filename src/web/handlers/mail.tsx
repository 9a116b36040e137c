import { OWNER } from '#community';
import { DEFAULT_CHOICE, readChoice, type Choice, type Fields, type Subscription } from '#digest';
import { NotFoundError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { FeedCopies } from '../feed-copies.js';
import { MailPage, MailQuestionPage } from '../pages/mail.js';
import { SubscribePage } from '../pages/subscribe.js';
import { routes } from '../routes.js';
import { originOf } from './feed.js';

/** The form by which a visitor subscribes. */
export function showSubscribe(context: WebContext): WebHandler {
  return async (c) => {
    const [frame, asked, reader] = [await frameOf(c, context), c.req.query('asked') === '1', await readerWithoutAccount(c, context)];
    const searches = reader === undefined ? [] : await context.savedSearches(reader).list();
    return answer(c, <SubscribePage frame={frame} choice={DEFAULT_CHOICE} searches={searches} leaves={context.mails.leaves} asked={asked} />);
  };
}

/** Asks the address. What is answered does not tell whether it is known. */
export function subscribe(context: WebContext): WebHandler {
  return async (c) => {
    const fields = await fieldsOf(c);
    await context.mails.ask(fields['address']?.[0] ?? '', readChoice(fields), await readerWithoutAccount(c, context));
    return c.redirect(routes.subscribe(new URLSearchParams({ asked: '1' })), 303);
  };
}

/** The owner by key may have no account, and so no proven address: any that says yes gets what they keep. */
async function readerWithoutAccount(c: Context<WebEnv>, { accounts }: WebContext): Promise<number | undefined> {
  const { owner, reader, signedIn } = c.get('viewer');
  const number = reader ?? (owner ? OWNER : undefined);
  if (number === undefined || signedIn !== undefined) return undefined;
  return (await accounts?.own.ofReader(number)) === undefined ? number : undefined;
}

/** Anybody may ask for one, and each takes reading many lists. */
const PREVIEW_RATE = { perSecond: 2, burst: 10 };
const PREVIEW_BYTES = 2 * 1024 * 1024;
/** Nothing but the styles of the mail itself. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** An edition as it would be mailed. */
export function showMailPreview(context: WebContext): WebHandler {
  const { feeds, mails } = context;
  const copies = new FeedCopies({ stamp: () => feeds.stamp(), now: () => feeds.now(), bytes: PREVIEW_BYTES, rate: PREVIEW_RATE });
  return async (c) => {
    // A form comes as POST: what is typed into it stands in no address, and so in no log.
    const fields = c.req.method === 'POST' ? await fieldsOf(c) : fieldsIn(new URL(c.req.url).searchParams);
    const { reader } = c.get('viewer');
    const [choice, given] = [previewed(fields), { origin: originOf(c, context), reader, edition: fields['edition']?.[0] }];
    const copy = await copies.get(JSON.stringify([choice, given]), async () => JSON.stringify(await mails.preview(choice, given)));
    if (copy === undefined || copy === 'busy') return c.text('Too many mails are looked at just now. Try again in half a minute.', 503, { 'Retry-After': '30' });
    const mail = JSON.parse(new TextDecoder().decode(copy.body)) as Awaited<ReturnType<typeof mails.preview>>;
    c.header('X-Robots-Tag', 'noindex');
    if (fields['as']?.[0] === 'text') return c.text(mail.text);
    return c.html(mail.html, 200, { 'Content-Security-Policy': MAIL_POLICY });
  };
}

/** What an address gets. */
export function showMail(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    return answer(c, <MailPage frame={await frameOf(c, context)} subscription={subscription} token={token} searches={await searchesIn(subscription, context)} saved={c.req.query('saved') === '1'} />);
  };
}

async function searchesIn({ reader, topics }: Subscription, { savedSearches }: WebContext) {
  const named = new Set(topics.filter(({ kind }) => kind === 'saved-search').map(({ name }) => name));
  return reader === undefined || named.size === 0 ? [] : (await savedSearches(reader).list()).filter(({ number }) => named.has(String(number)));
}

/** Keeps what the address is to get from now on. */
export function chooseMail(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    await context.mails.choose(subscription, withinRights(subscription, readChoice(await fieldsOf(c))));
    return c.redirect(`${routes.mail(token)}?saved=1`, 303);
  };
}

/** A mail that was sent on must not open other searches of its reader: by its link only those that are in it can be chosen. */
function withinRights({ topics: had }: Subscription, choice: Choice): Choice {
  const mine = new Set(had.filter(({ kind }) => kind === 'saved-search').map(({ name }) => name));
  const topics = choice.topics.filter(({ kind, name }) => kind !== 'saved-search' || mine.has(name));
  return { ...choice, topics: topics.length === 0 ? had : topics };
}

/** The question whether the address agrees, as a page: only its button says yes. */
export function showConfirm(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    const frame = await frameOf(c, context);
    if (subscription.state !== 'asked') return answer(c, <MailQuestionPage frame={frame} title={subscription.state === 'active' ? 'You are subscribed' : 'Nothing to say yes to'} what={subscription.state === 'active' ? 'Your mails come as you chose.' : 'The request was taken back, or the subscription ended.'} token={token} />);
    return answer(c, <MailQuestionPage frame={frame} title="Say yes" what={`${frame.site.name} is to be sent to ${subscription.address}.`} button={{ words: 'Yes, send it to me', action: routes.changeMail(token, 'confirm') }} token={token} />);
  };
}

export function confirmMail(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    await context.mails.confirm(subscription);
    return c.redirect(routes.changeMail(token, 'confirm'), 303);
  };
}

/** The question whether it is to end, as a page: opening it ends nothing. */
export function showUnsubscribe(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    const ended = subscription.state === 'ended';
    return answer(c, <MailQuestionPage frame={await frameOf(c, context)} title={ended ? 'You are unsubscribed' : 'Unsubscribe'} what={ended ? 'No mail is sent to this address any more.' : `No mail will be sent to ${subscription.address} any more.`} button={ended ? undefined : { words: 'Unsubscribe', action: routes.changeMail(token, 'unsubscribe') }} token={token} />);
  };
}

/** Ends it: by the button, or by a mail program that sends one click (RFC 8058). */
export function unsubscribe(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    await context.mails.end(subscription);
    // RFC 8058, 3.1: mail programs are not led elsewhere.
    if ((await c.req.parseBody())['List-Unsubscribe'] === 'One-Click') return c.text('You are unsubscribed: no mail is sent to this address any more.');
    return c.redirect(routes.changeMail(token, 'unsubscribe'), 303);
  };
}

/** Pauses it, or lets it go on. */
export function changeMailState(context: WebContext): WebHandler {
  return async (c) => {
    const [subscription, token] = await asked(c, context);
    const { wish } = await c.req.parseBody();
    await (wish === 'pause' ? context.mails.pause(subscription) : context.mails.resume(subscription));
    return c.redirect(routes.mail(token), 303);
  };
}

/** Whose link it is. The link is the right: it stands in the mails of that address only. */
async function asked(c: Context<WebEnv>, { mails }: WebContext): Promise<[Subscription, string]> {
  const token = c.req.param('token') ?? '';
  const subscription = await mails.byToken(token);
  if (subscription === undefined) throw new NotFoundError('This link is of no subscription there is. Open the one in the newest mail you got.');
  return [subscription, token];
}

export async function fieldsOf(c: Context<WebEnv>): Promise<Fields> {
  const form = Object.entries(await c.req.parseBody({ all: true }));
  return Object.fromEntries(form.map(([name, given]) => [name, [given].flat().filter((value): value is string => typeof value === 'string')]));
}

function fieldsIn(search: URLSearchParams): Fields {
  return Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]));
}

/** What is looked at; the latest editions where no list is named. */
function previewed(fields: Fields): Choice {
  const named = ['latest', 'trending', 'saved', 'categories', 'authors', 'organisations', 'searches'].some((name) => fields[name]?.some((value) => value.trim() !== ''));
  return readChoice(named ? fields : { ...fields, latest: ['1'] });
}
