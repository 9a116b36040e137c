import { NotFoundError } from '#lib';
import { answer, frameOf, only, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { noteDeed } from '../note-deed.js';
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

/** Sends a mail again, or keeps it from being sent. */
export function steerMail(context: WebContext, change: 'resend' | 'stop'): WebHandler {
  return only(context, 'steer mails', async (c) => {
    const number = Number(c.req.param('number'));
    if (!Number.isSafeInteger(number) || !(await context.mails.outgoing[change](number))) throw new NotFoundError(`This mail is not in a state to be ${change === 'stop' ? 'stopped' : 'sent again'}: it may have gone on since the page was loaded. Load the list again.`);
    // To whom it goes is theirs to tell.
    await noteDeed(c, context, { what: change === 'stop' ? 'kept a mail from being sent' : 'had a mail sent again', why: `number ${number}`, private: true });
    return c.redirect(routes.mails(), 303);
  });
}
