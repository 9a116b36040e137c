import { NotFoundError } from '#lib';
import { answer, frameOf, only, readerOf, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import type { MailChange } from '../mail-desk.js';
import { MailsPage } from '../pages/mails.js';
import { routes } from '../routes.js';

/** What was mailed lately, and what became of it. */
export function showMails(context: WebContext): WebHandler {
  return only(context, 'steer mails', async (c) => {
    const [frame, mails] = await Promise.all([frameOf(c, context), context.mails.outgoing.list()]);
    c.header('Cache-Control', 'no-store');
    return answer(c, <MailsPage frame={frame} mails={mails} leaves={context.mails.leaves} />);
  });
}

/** Sends a mail again, keeps it from being sent, or lets its address be written to again. */
export function steerMail(context: WebContext, change: MailChange): WebHandler {
  return only(context, 'steer mails', async (c) => {
    const number = Number(c.req.param('number'));
    if (!Number.isSafeInteger(number) || !(await context.mails.outgoing.steer(number, { change, by: readerOf(c) }))) throw new NotFoundError(`This mail is not in a state for that: it may have gone on since the page was loaded. Load the list again.`);
    return c.redirect(routes.mails(), 303);
  });
}
