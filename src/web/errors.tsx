import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { NotToldError, TooManyAttemptsError } from '#community';
import { BroadsheetError, ConflictError, EnvironmentError, InvalidInputError, NotFoundError, TooManyRequestsError } from '#lib';
import { answer, frameOf, type WebEnv } from './answer.js';
import type { WebContext } from './app-context.js';
import { MessagePage } from './pages/message.js';
import { type Frame, VISITOR } from './viewer.js';

type Status = 400 | 404 | 409 | 429 | 500 | 503;

const KINDS: [new (message: string, ...more: never[]) => BroadsheetError, Status, string][] = [
  [NotFoundError, 404, 'Not found'],
  [InvalidInputError, 400, 'That could not be used'],
  [TooManyAttemptsError, 429, 'Too often'],
  [ConflictError, 409, 'Something else is in the way'],
  [TooManyRequestsError, 429, 'Too much at once'],
  [EnvironmentError, 503, 'Not possible just now'],
];

/** Turns what a handler threw into a page that says what happened, what was kept and what to do. */
export async function answerError(thrown: Error, c: Context<WebEnv>, context: WebContext): Promise<Response> {
  const explained = context.explain?.(thrown);
  const error = explained instanceof Error ? explained : thrown;
  if (error instanceof HTTPException && error.res) return error.res;
  const kind = KINDS.find(([type]) => error instanceof type);
  if (!kind || kind[1] >= 500) context.report(error, c.req.raw);
  if (error instanceof TooManyRequestsError) c.header('Retry-After', String(error.retryAfter));
  if (c.req.header('Accept') === 'application/json') return c.json({ error: kind ? error.message : 'Something broke on this side. Try again in a moment.', ask: error instanceof NotToldError || undefined }, kind?.[1] ?? 500);
  const frame = await anyFrame(c, context);
  if (kind) return answer(c, <MessagePage frame={frame} title={kind[2]} what={error.message} kept={kept(c)} />, kind[1]);
  return answer(c, <OurFault frame={frame} kept={kept(c)} />, 500);
}

function OurFault({ frame, kept }: { frame: Frame; kept: string }) {
  return (
    <MessagePage
      frame={frame}
      title="Something broke on this side"
      what="The page could not be made, and that is not your doing. The reason is in the program’s log."
      kept={kept}
      todo="Try again in a moment; if it stays, tell whoever runs this paper."
    />
  );
}

function kept(c: Context): string {
  return c.req.method === 'GET' || c.req.method === 'HEAD'
    ? 'Nothing that is stored was changed.'
    : 'What you sent may not have been kept: look before you send it again.';
}

/** A page about an error must not fail for the same reason. */
async function anyFrame(c: Context<WebEnv>, context: WebContext): Promise<Frame> {
  try {
    return await frameOf(c, context);
  } catch {
    return { site: { name: 'Broadsheet', categories: [], paperCount: 0, readers: 1 }, viewer: c.get('viewer') ?? VISITOR, path: '/' };
  }
}
