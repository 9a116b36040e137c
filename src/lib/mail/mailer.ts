import { setTimeout as wait } from 'node:timers/promises';
import type { Transporter } from 'nodemailer';
import type { Clock } from '../clock.js';
import { explainMailFailure, MailServerError } from './errors.js';
import { checkMail, type Mail } from './mail.js';
import { keepInOutbox } from './outbox.js';

/** Sends mails one by one. */
export interface Mailer {
  /** `outbox`: nothing leaves this machine; a mail becomes a file. */
  readonly kind: 'smtp' | 'outbox';
  /** Where mails go, for people: host and port of the server, or the folder. Never with a password. */
  readonly place: string;
  /**
   * Sends one mail and returns when the server has taken it, or its file is written.
   * @throws InvalidInputError for what is no mail, MailRefusedError when trying again is no use, MailServerError or
   *   EnvironmentError when it may go out later
   */
  send(mail: Mail): Promise<SentMail>;
  close(): void;
}

export interface SentMail {
  /** The file in the outbox. */
  file?: string;
}

export interface MailerOptions {
  /** `smtp://user:password@host:port` or `smtps://…`; without it mails go into the outbox. */
  smtpUrl?: string;
  /** The folder of mails that did not leave. */
  outbox: string;
  /** Who sends: `Broadsheet <papers@example.org>`. */
  from: string;
  clock: Clock;
  /** Signs every mail (RFC 6376). */
  dkim?: { domainName: string; keySelector: string; privateKey: string };
  /** Longest wait for a connection, for a greeting, and for a word of the server, in milliseconds. */
  patienceMs?: number;
  /** Longest that one mail may take in all, in milliseconds. */
  longestMs?: number;
}

const PATIENCE_MS = 15_000;
const LONGEST_MS = 60_000;

/** RFC 6376, 5.4.1, and what one click to unsubscribe must be signed for (RFC 8058, 4). */
const SIGNED_FIELDS = 'from:reply-to:subject:date:message-id:to:cc:mime-version:content-type:content-transfer-encoding:in-reply-to:references:list-id:list-unsubscribe:list-unsubscribe-post:auto-submitted';

/** By SMTP where there is a server, else into the outbox. */
export function createMailer(options: MailerOptions): Mailer {
  const signed = { ...options, dkim: options.dkim && { ...options.dkim, headerFieldNames: SIGNED_FIELDS } };
  return options.smtpUrl === undefined ? outboxMailer(signed) : smtpMailer(signed, options.smtpUrl);
}

/** A file in a message, or a page that it names, would be read by whoever made the mail: mails here are text alone. */
const TEXT_ONLY = { disableFileAccess: true, disableUrlAccess: true } as const;

/** Loaded with the first mail: most processes send none, and every command would wait for it. */
const nodemailer = () => import('nodemailer');

function outboxMailer({ outbox, from, clock, dkim }: MailerOptions): Mailer {
  return {
    kind: 'outbox',
    place: outbox,
    send: async (mail) => {
      checkMail(mail);
      const now = new Date(clock.now());
      const composer = (await nodemailer()).createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim, ...TEXT_ONLY });
      const { message } = await composer.sendMail(messageOf(mail, { from, now }));
      return { file: await keepInOutbox(outbox, message as Buffer, now) };
    },
    close: () => {},
  };
}

function smtpMailer({ from, clock, dkim, patienceMs = PATIENCE_MS, longestMs = LONGEST_MS }: MailerOptions, smtpUrl: string): Mailer {
  const { host, server, secure, auth } = serverOf(smtpUrl);
  const open = async () => (await nodemailer()).createTransport({ ...host, secure, auth, dkim, ...TEXT_ONLY, connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs, dnsTimeout: patienceMs });
  return {
    kind: 'smtp',
    place: server,
    send: async (mail) => {
      checkMail(mail);
      // A connection for each mail: none is left half spoken by one that failed.
      const transport = await open();
      try {
        await within(longestMs, transport.sendMail(messageOf(mail, { from, now: new Date(clock.now()) })), server);
        return {};
      } catch (error) {
        throw error instanceof MailServerError ? error : explainMailFailure(error, server);
      } finally {
        transport.close();
      }
    },
    close: () => {},
  };
}

function messageOf({ to, subject, text, html, headers }: Mail, { from, now }: { from: string; now: Date }): Parameters<Transporter['sendMail']>[0] {
  // As an object the address is taken as it stands; as text it would be parsed, and could become several.
  return { from, to: { name: '', address: to }, subject, text, html, headers: { ...headers }, date: now };
}

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const port = Number(url.port || (secure ? 465 : 587));
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const auth = url.username === '' ? undefined : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return { host: { host, port }, server: `${url.hostname}:${port}`, secure, auth };
}

/** A server that sends a letter a minute is never idle, and never done. */
async function within<T>(milliseconds: number, sending: Promise<T>, server: string): Promise<T> {
  const done = new AbortController();
  const late = wait(milliseconds, undefined, { signal: done.signal }).then(() => {
    throw new MailServerError(`The mail server ${server} does not answer in time.`);
  });
  sending.catch(() => {});
  late.catch(() => {});
  try {
    return await Promise.race([sending, late]);
  } finally {
    done.abort();
  }
}
