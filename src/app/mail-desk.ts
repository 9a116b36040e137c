import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '#cli';
import { deliverMails, forgetOldMails, mendAddress, outgoingMails, planMails, previewMail, resendBundle, stopBundle, Subscriptions, type MailContext, type Note } from '#digest';
import { localOrigin } from '#lib/address';
import type { MailChange, MailDesk } from '#web';
import { mailLinks } from '#web/addresses';
import { feedSources } from './feed-desk.js';
import { hostOf, mailerOf } from './mailer.js';

/** How often it is looked whose hour has come, in real milliseconds. */
const LOOK_EVERY_MS = 5_000;
const AFTER_ERROR_MS = 10_000;
/** What editors see of mails. */
const MAILS_SHOWN = 100;

/** What mails of an instance are made from and sent by. `close` the mailer when done. */
export function mailContext(instance: Instance): MailContext {
  const { config, clock, log } = instance;
  const origin = config.baseUrl ?? localOrigin({ host: config.host, port: config.port });
  return { sources: feedSources(instance), clock, log, mailer: mailerOf(config, clock), links: mailLinks(origin), publisher: 'Broadsheet', host: hostOf(config) };
}

export function subscriptionsOf({ db, clock, config }: Instance): Subscriptions {
  return new Subscriptions({ db, clock, host: hostOf(config) });
}

/** Gives the pages what they ask of editions by e-mail. */
export function mailDesk(instance: Instance): MailDesk {
  const subscriptions = subscriptionsOf(instance);
  const sources = feedSources(instance);
  return {
    leaves: instance.config.smtpUrl !== undefined,
    ask: (address, choice, reader) => subscriptions.ask(address, choice, reader),
    byToken: (token) => subscriptions.byToken(token),
    confirm: (subscription) => subscriptions.confirm(subscription),
    choose: (subscription, choice) => subscriptions.choose(subscription, choice),
    pause: (subscription) => subscriptions.pause(subscription),
    resume: (subscription) => subscriptions.resume(subscription),
    end: (subscription) => subscriptions.end(subscription),
    own: { list: (reader) => subscriptions.ofReader(reader), add: (account, choice) => subscriptions.add(account, choice) },
    outgoing: { list: () => outgoingMails(instance.db, MAILS_SHOWN), steer: (number, wish) => steerMail(instance, number, wish) },
    preview: (choice, { origin, ...preview }) => previewMail({ sources, clock: instance.clock, links: mailLinks(origin), publisher: 'Broadsheet', host: hostOf(instance.config) }, choice, preview),
  };
}

/** What each is called in the log of deeds, before whom it was about. */
const DEEDS: Record<MailChange, (number: number) => string> = {
  resend: (number) => `sent mail ${number} again to`,
  stop: (number) => `stopped mail ${number} to`,
  mend: () => 'let mails go again to',
};

/** To whom a mail goes is a private matter; that it was steered is not. */
async function steerMail(instance: Instance, number: number, { change, by }: { change: MailChange; by: number }): Promise<boolean> {
  const steer = { resend: resendBundle, stop: stopBundle, mend: mendAddress }[change];
  const note: Note = (writer, about) => instance.accounts.deeds.note(writer, { by, what: `${DEEDS[change](number)}${about === undefined ? ' a subscriber' : ''}`, about, why: '', private: true });
  return await steer(instance, number, note);
}

export interface MailingOptions {
  signal: AbortSignal;
  noteError?: (error: unknown) => void;
}

/** Sends what is due until told to stop. */
export async function mailAsDue(instance: Instance, { signal, noteError }: MailingOptions): Promise<void> {
  const context = mailContext(instance);
  const subscriptions = subscriptionsOf(instance);
  while (!signal.aborted) {
    let wait = LOOK_EVERY_MS;
    try {
      await planMails(context, signal);
      await forgetOldMails(context);
      await deliverMails(context, subscriptions, { holder: instance.holder, signal, perMinute: instance.config.mailRate });
    } catch (error) {
      noteError?.(error);
      instance.log.warn({ err: error }, 'mails cannot be sent for now; trying again');
      wait = AFTER_ERROR_MS;
    }
    await sleep(wait, undefined, { signal }).catch(() => {});
  }
  context.mailer.close();
}
