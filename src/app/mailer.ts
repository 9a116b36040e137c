import { join } from 'node:path';
import type { Config } from '#config';
import type { Clock } from '#lib';
import { createMailer, type Mailer } from '#lib/mail';

/** What mails leave by: the server of the configuration, signed where a key is given, else the outbox. */
export function mailerOf(config: Config, clock: Clock): Mailer {
  const from = senderOf(config);
  const domainName = /@([^>]+)>?$/.exec(from)?.[1] ?? hostOf(config);
  const dkim = config.dkimKey === undefined ? undefined : { domainName, keySelector: config.dkimSelector, privateKey: config.dkimKey };
  return createMailer({ smtpUrl: config.smtpUrl, outbox: outboxOf(config), from, clock, dkim });
}

/** Writes mails as files, whatever server there is. */
export function outboxMailer(config: Config, clock: Clock): Mailer {
  return createMailer({ outbox: outboxOf(config), from: senderOf(config), clock });
}

export function outboxOf({ data }: Config): string {
  return join(data, 'outbox');
}

/** The host that mails are of. */
export function hostOf({ baseUrl }: Config): string {
  return baseUrl === undefined ? 'localhost' : new URL(baseUrl).hostname;
}

function senderOf(config: Config): string {
  return config.mailFrom ?? `broadsheet@${hostOf(config)}`;
}
