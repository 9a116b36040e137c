import { purposeOf, type Accounts, type Caller, type Entered } from '#community';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { answer, frameOf, localPath, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { ContinuePage } from '../pages/continue.js';
import { ForgotPage, NewPasswordPage } from '../pages/password.js';
import { RegisterPage } from '../pages/register.js';
import { LinkPage, SignInPage } from '../pages/sign-in.js';
import { VerifyPage } from '../pages/verify.js';
import { patterns, routes } from '../routes.js';
import { fieldsOf, formTrouble, jsonOf, setCookies, withAccounts } from './with-accounts.js';

/** Where to go on after the provider; it lives as long as signing in there may take. */
const TO_COOKIE = 'broadsheet_to';
/** The invitation that somebody comes in by; not longer than that either. */
const INVITATION_COOKIE = 'broadsheet_invitation';
const TO_SECONDS = 600;

const WORDS = {
  refused: 'That did not fit: either there is no account with this address, or its password is another.',
  unproven: 'The password is right, and the address is not proven yet. A mail with a new link is on its way.',
  'waits for the owner': 'This account waits for its owner: open the paper in the browser in which you are the owner, and say on the account page that it is yours.',
} as const;

const NO_ACCOUNT = {
  'not open': 'There is no account for you here, and registration is not open for your address. Ask an administrator for an invitation, open it, and come in from its page.',
  unproven: 'There is no account for you here, and none can be made: it was not said there that your e-mail address is proven. Prove it there first, or come in another way.',
  'another address': 'This invitation is for another e-mail address than the one you have there. Ask for an invitation to that one.',
  'invitation gone': 'This invitation was used, withdrawn, or is older than 14 days. Ask for another.',
} as const;

function wordsFor(entered: Exclude<Entered, { kind: 'in' }>): string {
  if (entered.kind === 'suspended') return `This account is suspended${entered.why === '' ? '' : `: ${entered.why}`}. Write to whoever runs this paper if that is a mistake.`;
  return entered.kind === 'no account' ? NO_ACCOUNT[entered.why] : WORDS[entered.kind];
}

/** The browser as accounts see it, and whether it is the owner's by key. */
function callerIn(c: Context<WebEnv>): Caller {
  return { ...c.get('caller'), owner: c.get('viewer').byKey === true };
}

export function showSignIn(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const to = localPath(c.req.query('to'));
    if (c.get('viewer').signedIn !== undefined) return c.redirect(to, 303);
    return await signInPage(c, context, accounts, { to, email: '' });
  });
}

export function signIn(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const field = await fieldsOf(c);
    const [to, email] = [localPath(field('to')), field('email')];
    try {
      const entered = await accounts.entry.byPassword(callerIn(c), { email, password: field('password') });
      if (entered.kind === 'in') return comeIn(c, entered, to);
      return await signInPage(c, context, accounts, { to, email, trouble: wordsFor(entered) }, entered.kind === 'refused' ? 400 : 403);
    } catch (error) {
      const { words, status } = formTrouble(error);
      return await signInPage(c, context, accounts, { to, email, trouble: words }, status);
    }
  });
}

async function signInPage(c: Context<WebEnv>, context: WebContext, accounts: Accounts, shown: { to: string; email: string; trouble?: string }, status: 200 | 400 | 403 | 409 | 429 = 200): Promise<Response> {
  const [frame, { registration }] = await Promise.all([frameOf(c, context), accounts.choice()]);
  return answer(c, <SignInPage frame={frame} {...shown} provider={accounts.provider} registration={registration} origin={c.get('caller').origin} />, status);
}

function comeIn(c: Context<WebEnv>, { cookies }: { cookies: readonly string[] }, to: string): Response {
  setCookies(c, cookies);
  return c.redirect(to, 303);
}

/** With a token the button that signs in, else the form that asks for a link. */
export function showLink(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const [frame, mail] = await Promise.all([frameOf(c, context), accounts.mail()]);
    return answer(c, <LinkPage frame={frame} mail={mail} token={c.req.query('token')} sent={c.req.query('sent') === '1'} />);
  });
}

export function linkSignIn(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const field = await fieldsOf(c);
    const [frame, mail, token] = [await frameOf(c, context), await accounts.mail(), field('token')];
    try {
      if (token === '') {
        await accounts.entry.sendLink(callerIn(c), field('email'));
        return c.redirect(`${patterns.signInLink}?sent=1`, 303);
      }
      const entered = await accounts.entry.byLink(callerIn(c), token);
      if (entered.kind === 'in') return comeIn(c, entered, routes.front());
      const trouble = entered.kind === 'refused' ? 'This link was used, is older than half an hour, or was not copied whole. Ask for another.' : wordsFor(entered);
      return answer(c, <LinkPage frame={frame} mail={mail} sent={false} trouble={trouble} />, 403);
    } catch (error) {
      const { words, status } = formTrouble(error);
      return answer(c, <LinkPage frame={frame} mail={mail} sent={false} trouble={words} />, status);
    }
  });
}

export function askPasskey(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const { body, cookies } = await accounts.entry.passkeyQuestion(callerIn(c));
    setCookies(c, cookies);
    return c.json(body);
  });
}

export function passkeySignIn(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const { response, to } = await jsonOf(c);
    const entered = await accounts.entry.byPasskey(callerIn(c), response);
    if (entered.kind !== 'in') return c.json({ trouble: entered.kind === 'refused' ? 'This passkey belongs to no account here.' : wordsFor(entered) }, 403);
    setCookies(c, entered.cookies);
    return c.json({ to: localPath(to) });
  });
}

/** A page that leads on by itself: a form may not lead to another host. */
export function goToProvider(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const field = await fieldsOf(c);
    const [to, invitation] = [localPath(field('to')), field('invitation')];
    const going = await accounts.entry.toProvider(callerIn(c));
    if (going === undefined) return await signInPage(c, context, accounts, { to, email: '', trouble: `${accounts.provider ?? 'The provider'} does not answer just now. Try again in a moment, or sign in another way.` }, 409);
    setCookies(c, going.cookies);
    for (const [name, value] of [[TO_COOKIE, to], [INVITATION_COOKIE, invitation.slice(0, 100)]] as const) setCookie(c, name, value, { path: patterns.signIn, httpOnly: true, sameSite: 'Lax', maxAge: TO_SECONDS });
    return answer(c, <ContinuePage frame={await frameOf(c, context)} name={accounts.provider ?? ''} to={going.location} />);
  });
}

export function returnFromProvider(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const [to, invitation] = [localPath(getCookie(c, TO_COOKIE)), getCookie(c, INVITATION_COOKIE) ?? ''];
    for (const name of [TO_COOKIE, INVITATION_COOKIE]) deleteCookie(c, name, { path: patterns.signIn });
    const entered = await accounts.entry.fromProvider(callerIn(c), { query: c.req.query(), invitation });
    if (entered.kind === 'in') return comeIn(c, entered, to);
    const trouble = entered.kind === 'refused' ? 'Signing in there did not work out, or was begun in another browser. Try again.' : wordsFor(entered);
    return await signInPage(c, context, accounts, { to, email: '', trouble }, 403);
  });
}

export function signOut(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const { origin } = c.get('caller');
    await accounts.entry.leave(callerIn(c));
    deleteCookie(c, accounts.cookieName(origin), { path: '/', secure: origin.startsWith('https:') });
    return c.redirect(routes.front(), 303);
  });
}

export function showRegister(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const invitation = c.req.query('invitation') ?? '';
    return await registerPage(c, context, accounts, { given: { name: '', email: '', invitation }, sent: c.req.query('sent') === '1' });
  });
}

export function register(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const field = await fieldsOf(c);
    const given = { name: field('name'), email: field('email'), invitation: field('invitation') };
    try {
      await accounts.entry.register(callerIn(c), { ...given, password: field('password') });
      return c.redirect(`${patterns.register}?sent=1`, 303);
    } catch (error) {
      const { words, status } = formTrouble(error);
      return await registerPage(c, context, accounts, { given, sent: false, trouble: words }, status);
    }
  });
}

async function registerPage(c: Context<WebEnv>, context: WebContext, accounts: Accounts, shown: { given: { name: string; email: string; invitation: string }; sent: boolean; trouble?: string }, status: 200 | 400 | 409 | 429 = 200): Promise<Response> {
  const [frame, { registration }, mail] = await Promise.all([frameOf(c, context), accounts.choice(), accounts.mail()]);
  const invited = shown.given.invitation === '' ? undefined : await accounts.invitations.find(shown.given.invitation);
  return answer(c, <RegisterPage frame={frame} {...shown} provider={accounts.provider} registration={registration} mail={mail} invited={invited} />, status);
}

/** Looking changes nothing: programs that look through mails open every link in them. */
export function showVerify(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c) => {
    const token = c.req.query('token') ?? '';
    return answer(c, <VerifyPage frame={await frameOf(c, context)} token={token} purpose={purposeOf(token)} />);
  });
}

export function verify(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const field = await fieldsOf(c);
    const token = field('token');
    const purpose = purposeOf(token);
    const show = async (shown: { trouble?: string; done?: 'sent' | 'changed' }, status: 200 | 400 | 403 | 409 | 429 = 200) => answer(c, <VerifyPage frame={await frameOf(c, context)} token={token} purpose={purpose} {...shown} />, status);
    try {
      if (purpose === 'change') {
        const done = await accounts.own.followChange(callerIn(c), token);
        return done === undefined ? await show({ trouble: 'This link is older than a day, was used, or was not copied whole.' }, 403) : await show({ done });
      }
      const entered = await accounts.entry.prove(callerIn(c), { token, password: field('password') });
      if (entered.kind === 'in') return comeIn(c, entered, routes.account());
      return await show({ trouble: entered.kind === 'refused' || entered.kind === 'unproven' ? 'The password is not the one you chose when you registered, or the link is older than a day. To get another link, sign in with your address and password.' : wordsFor(entered) }, 403);
    } catch (error) {
      const { words, status } = formTrouble(error);
      return await show({ trouble: words }, status);
    }
  });
}

export function showForgot(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    return answer(c, <ForgotPage frame={await frameOf(c, context)} mail={await accounts.mail()} sent={c.req.query('sent') === '1'} />);
  });
}

export function sendReset(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    try {
      await accounts.entry.sendReset(callerIn(c), (await fieldsOf(c))('email'));
      return c.redirect(`${patterns.forgotPassword}?sent=1`, 303);
    } catch (error) {
      const { words, status } = formTrouble(error);
      return answer(c, <ForgotPage frame={await frameOf(c, context)} mail={await accounts.mail()} sent={false} trouble={words} />, status);
    }
  });
}

export function showNewPassword(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c) => answer(c, <NewPasswordPage frame={await frameOf(c, context)} token={c.req.query('token') ?? ''} />));
}

export function setNewPassword(context: WebContext): WebHandler {
  return withAccounts(context, 'sign in', async (c, accounts) => {
    const field = await fieldsOf(c);
    const token = field('token');
    const show = async (trouble: string, status: 400 | 403 | 409 | 429) => answer(c, <NewPasswordPage frame={await frameOf(c, context)} token={token} trouble={trouble} />, status);
    try {
      if (await accounts.entry.reset(callerIn(c), { token, password: field('password') })) return c.redirect(routes.signIn(), 303);
      return await show('This link was used, is older than a day, or was not copied whole. Ask for another.', 403);
    } catch (error) {
      const { words, status } = formTrouble(error);
      return await show(words, status);
    }
  });
}
