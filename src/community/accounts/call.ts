import { randomBytes } from 'node:crypto';
import { EnvironmentError } from '#lib';
import type { Auth } from './auth.js';
import type { AccountsContext, Caller } from './context.js';
import { MAIL_SECONDS } from './limits.js';
import { onErrand, type Errand, type Permission } from './errand.js';

/** What came of a call of Better Auth. */
export interface Answer {
  ok: boolean;
  /** Its word for what went wrong, such as `INVALID_TOKEN`; empty when nothing did. */
  code: string;
  body: Record<string, unknown>;
  /** Where it would lead the browser. */
  location: string;
  /** Lines of Set-Cookie for the browser. */
  cookies: string[];
  errand: Errand;
}

type Act = (api: Auth['api'], headers: Headers) => Promise<Response>;

/** So many origins reach one paper: its names on this machine, and its public one. */
const MOST_ORIGINS = 16;

/** Better Auth, made when it is first needed: it takes a second and fifty megabytes that a paper without accounts does not spend. */
export class Calls {
  private readonly auths = new Map<string, Promise<Auth>>();

  constructor(private readonly context: AccountsContext) {}

  /** Calls it for a browser, and sends the mails that the call left. */
  async make(caller: Caller, act: Act, permission?: Permission): Promise<Answer> {
    const { api } = await this.auth(caller.origin);
    const { result: response, errand } = await onErrand(() => act(api, headersFor(caller)), permission);
    if (permission?.holdMails !== true) for (const mail of errand.mails) await this.context.post.add(mail);
    return await readAnswer(response, errand);
  }

  private auth(origin: string): Promise<Auth> {
    const known = this.auths.get(origin);
    if (known !== undefined) return known;
    if (this.auths.size >= MOST_ORIGINS) this.auths.clear();
    const made = import('./auth.js').then(({ createAuth }) => createAuth({ ...this.context, secret: this.context.secret, origin }));
    made.catch(() => this.auths.delete(origin));
    this.auths.set(origin, made);
    return made;
  }

  /** A token with which this account gets a new password, once, within a day. */
  async resetToken(origin: string, account: string): Promise<string> {
    const { internalAdapter } = await (await this.auth(origin)).$context;
    const token = randomBytes(24).toString('base64url');
    await internalAdapter.createVerificationValue({ identifier: `reset-password:${token}`, value: account, expiresAt: new Date(Date.now() + MAIL_SECONDS * 1000) });
    return token;
  }

  /** Asks the provider anew where its doors are: it was away when it was first asked. */
  forget(origin: string): void {
    this.auths.delete(origin);
  }
}

/** Only what Better Auth needs to know: which cookies, which browser. */
function headersFor({ headers, origin }: Caller): Headers {
  const passed = new Headers({ origin });
  for (const name of ['cookie', 'user-agent']) {
    const value = headers.get(name);
    if (value !== null) passed.set(name, value.slice(0, 8_000));
  }
  return passed;
}

async function readAnswer(response: Response, errand: Errand): Promise<Answer> {
  const location = response.headers.get('Location') ?? '';
  const text = await response.text();
  const body = parse(text);
  const failed = URL.parse(location, 'http://here')?.searchParams.get('error') ?? '';
  const code = failed || (response.status >= 400 ? String(body['code'] ?? response.status) : '');
  if (response.status >= 500) throw new EnvironmentError(`Signing in does not work just now (${code}). Try again in a moment; the log says more.`);
  return { ok: code === '', code, body, location, cookies: response.headers.getSetCookie(), errand };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
