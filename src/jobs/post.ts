import { takeNumbers, type Database, type StoredSettings } from '#db';
import { EnvironmentError, isoNow, messageOf, type Clock, type Logger } from '#lib';
import { MailServerError, type Mail, type Mailer } from '#lib/mail';
import type { Jobs } from './jobs.js';

/** The kind of job that sends one mail. */
export const MAIL_JOB = 'mail';

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;
const GIVE_UP_MS = 3 * 24 * 3_600_000;
const TROUBLE = 'mail-trouble';

/** What is the matter with the mail server. */
export interface MailTrouble {
  /** An instant in UTC. */
  since: string;
  /** For the administrator. */
  message: string;
}

export interface PostContext {
  db: Database;
  clock: Clock;
  log: Logger;
  jobs: Jobs;
  settings: StoredSettings;
  mailer: Mailer;
  /** Takes what the server will not, so that nothing vanishes. */
  outbox: Mailer;
}

/** Mails that are sent sooner or later: at once into the outbox, or by the worker as soon as the server takes them. */
export class Post {
  constructor(private readonly context: PostContext) {}

  get kind(): Mailer['kind'] {
    return this.context.mailer.kind;
  }

  /** The folder of the outbox. */
  get outbox(): string {
    return this.context.outbox.place;
  }

  /** Takes a mail; when this returns, it is in the outbox or will be tried until it is sent. */
  async add(mail: Mail): Promise<void> {
    const { db, clock, jobs, mailer } = this.context;
    if (mailer.kind === 'outbox') return void (await mailer.send(mail));
    await db.transaction(async (writer) => {
      const number = await takeNumbers(writer, 'mail', 1);
      await writer.insertInto('mails').values({ number, message: JSON.stringify(mail), created_at: isoNow(clock), attempts: 0 }).execute();
      await jobs.addWithin(writer, MAIL_JOB, { mail: number });
    });
  }

  /** Sends a mail that waits; puts it off when the server is away, and into the outbox when it is refused or too old. */
  async send(number: number): Promise<void> {
    const { db, clock, log, mailer } = this.context;
    const row = await db.kysely.selectFrom('mails').selectAll().where('number', '=', number).executeTakeFirst();
    if (row === undefined) return;
    const mail = JSON.parse(row.message) as Mail;
    try {
      await mailer.send(mail);
      await this.settle(undefined);
    } catch (error) {
      const mayGoLater = error instanceof EnvironmentError;
      if (error instanceof MailServerError) await this.settle(error);
      if (mayGoLater && clock.now() - Date.parse(row.created_at) < GIVE_UP_MS) return await this.putOff(number, row.attempts + 1);
      const { file } = await this.context.outbox.send(mail);
      log.error({ err: error, file }, `a mail was not sent: ${messageOf(error)}`);
    }
    await db.kysely.deleteFrom('mails').where('number', '=', number).execute();
  }

  /** What is the matter with the mail server; undefined while mails go out. */
  async trouble(): Promise<MailTrouble | undefined> {
    return this.kind === 'outbox' ? undefined : ((await this.context.settings.get<MailTrouble | null>(TROUBLE)) ?? undefined);
  }

  private async putOff(number: number, attempts: number): Promise<void> {
    const { db, clock, jobs } = this.context;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_WAIT_MS);
    await db.transaction(async (writer) => {
      await writer.updateTable('mails').set({ attempts }).where('number', '=', number).execute();
      await jobs.addWithin(writer, MAIL_JOB, { mail: number }, new Date(clock.now() + wait).toISOString());
    });
  }

  private async settle(error: MailServerError | undefined): Promise<void> {
    const before = (await this.context.settings.get<MailTrouble | null>(TROUBLE)) ?? undefined;
    if (before?.message === error?.message) return;
    const now = isoNow(this.context.clock);
    await this.context.settings.set(TROUBLE, error === undefined ? null : { since: before?.since ?? now, message: error.message }, now);
  }
}
