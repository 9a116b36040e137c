import { composeFor, DEFAULT_CHOICE, deliverMails, dueSubscriptions, FreshLists, mailStatus, planMails, previewMail, resendBundle, stopBundle, type MailContext, type Wanted } from '#digest';
import { InvalidInputError, NotFoundError } from '#lib';
import { say, type AddCommand, type CommandContext } from './command.js';
import { columns, count, counted, instant } from './format.js';
import type { Instance } from './instance.js';

interface PreviewOptions {
  category?: string;
  author?: string;
  search?: string;
  trending?: string;
  edition?: string;
  top?: string;
  html?: boolean;
}

export const addDigest: AddCommand = (program, context) => {
  const digest = program.command('digest').description('editions by e-mail');
  digest
    .command('preview')
    .option('--category <code>', 'of a category in place of the latest edition')
    .option('--author <name>', 'of an author')
    .option('--search <query>', 'of a search')
    .option('--trending <window>', 'of what is trending: day, week, month, or week/cs.CL')
    .option('--edition <day>', 'the edition of a day, week or month: 2026-06-02, 2026-W23, 2026-06')
    .option('--top <n>', 'at most so many papers; 10 without it')
    .option('--html', 'as HTML in place of text')
    .description('print an edition as it would be mailed now; sends nothing')
    .action((options: PreviewOptions) => within(context, (mails) => preview(mails, options)));
  digest
    .command('send')
    .option('--dry-run', 'say what would be sent, and send nothing')
    .description('put together and send what is due now, as the worker does by itself')
    .action(({ dryRun = false }: { dryRun?: boolean }) => within(context, (mails, instance) => (dryRun ? describeDue(mails) : sendNow(mails, instance))));
  digest
    .command('status')
    .option('--json', 'as one JSON object')
    .description('say who gets mails, what is on its way, and what went wrong')
    .action(({ json = false }: { json?: boolean }) => within(context, (mails) => status(mails, json ? 'json' : 'text')));
  digest.command('resend').argument('<number>', 'of the mail, as status says').description('send a mail again, under its old Message-ID').action((number: string) => within(context, ({ sources, clock }) => change(number, 'It is sent again.', (one) => resendBundle({ db: sources.db, clock }, one))));
  digest.command('stop').argument('<number>', 'of the mail, as status says').description('keep a mail that waits from being sent').action((number: string) => within(context, ({ sources, clock }) => change(number, 'It is not sent.', (one) => stopBundle({ db: sources.db, clock }, one))));
};

async function within(context: CommandContext, run: (mails: MailContext, instance: Instance) => Promise<void>): Promise<void> {
  await context.withInstance('digest', async (instance) => {
    const mails = instance.delivery.mails();
    await run(mails, instance).finally(() => mails.mailer.close());
  });
}

async function preview(mails: MailContext, { category, author, search, trending, edition, top, html = false }: PreviewOptions): Promise<void> {
  const named: [string, string | undefined][] = [['category', category], ['author', author], ['search', search], ['trending', trending]];
  const topics = named.flatMap(([kind, name]): Wanted[] => (name === undefined ? [] : [{ kind, name }]));
  if (top !== undefined && !/^[1-9]\d?$/.test(top)) throw new InvalidInputError('--top takes a whole number from 1 to 99.');
  const mail = await previewMail(mails, { ...DEFAULT_CHOICE, top: Number(top ?? DEFAULT_CHOICE.top), ...(topics.length > 0 && { topics }) }, { edition });
  say(html ? mail.html : `Subject: ${mail.subject}\n\n${mail.text}`);
}

async function describeDue(mails: MailContext): Promise<void> {
  const lists = new FreshLists(mails.sources);
  const due = await dueSubscriptions(mails);
  for (const subscription of due) {
    if (subscription.held) {
      say(`${subscription.address}: nothing, as its reader is suspended`);
      continue;
    }
    const { sections } = await composeFor(mails, subscription, lists);
    say(`${subscription.address}: ${sections.length === 0 ? 'nothing new' : sections.map(({ title, papers }) => `${title}, ${counted(papers.length, 'paper')}`).join('; ')}`);
  }
  say(due.length === 0 ? 'Nobody is due.' : `${counted(due.length, 'subscription')} due. Nothing was sent.`);
}

async function sendNow(mails: MailContext, { delivery, holder, config }: Instance): Promise<void> {
  const planned = await planMails(mails);
  const { sent, delayed, failed } = await deliverMails(mails, delivery.subscriptions, { holder, perMinute: config.mailRate });
  say(`${counted(planned, 'subscription')} due; ${counted(sent, 'mail')} sent to ${mails.mailer.place}, ${count(delayed)} to be tried again, ${count(failed)} given up.`);
}

async function status(mails: MailContext, as: 'json' | 'text'): Promise<void> {
  const found = await mailStatus(mails);
  if (as === 'json') return say(JSON.stringify(found, undefined, 2));
  const inWords = (counts: Record<string, number>) => Object.entries(counts).map(([state, number]) => `${count(number)} ${state}`).join(', ') || 'none';
  for (const line of columns([['mails go to', mails.mailer.place], ['subscriptions', inWords(found.subscriptions)], ['next due', instant(found.next ?? '')], ['mails', inWords(found.bundles)]])) say(line);
  for (const { number, address, state, error, runAfter } of found.troubles) say(`  ${number} to ${address}: ${state}${state === 'waiting' ? `, again ${instant(runAfter)}` : ''}: ${error}`);
}

async function change(text: string, said: string, does: (number: number) => Promise<boolean>): Promise<void> {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || !(await does(number))) throw new NotFoundError(`No mail ${text.slice(0, 20)} is in a state for that. "broadsheet digest status" lists those that went wrong.`);
  say(said);
}
