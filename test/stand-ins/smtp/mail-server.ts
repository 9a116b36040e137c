import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import type { TakenMail } from './index.js';

/** What a server does wrong: for now, for good, in the middle of a mail, or after it. */
export type MailFault = 'greylist' | 'refuse' | 'hang up' | 'take back';

/** A real mail server (the package `smtp-server`), and what it took. */
export interface MailServer {
  url: string;
  mails: TakenMail[];
  fault?: MailFault;
}

/** Starts one on a free port; it is stopped after the test. */
export async function startMailServer(t: TestContext, { startTls = false }: { startTls?: boolean } = {}): Promise<MailServer> {
  const answer = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code });
  const started: MailServer = { url: '', mails: [] };
  const server = new SMTPServer({
    authOptional: true,
    // With it comes a certificate that the package made for itself, which nobody trusts.
    disabledCommands: startTls ? [] : ['STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, callback) => callback(started.fault === 'greylist' ? answer(450, 'come back later') : started.fault === 'refuse' ? answer(550, 'no such person') : null),
    onData: (stream, { envelope }, callback) => {
      if (started.fault === 'hang up') return void stream.once('data', () => server.connections.forEach((connection) => connection.close()));
      void text(stream).then((message) => {
        if (started.fault === 'take back') return callback(answer(451, 'the disk is full'));
        started.mails.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), message });
        callback();
      }, callback);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  started.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  t.after(() => new Promise<void>((resolve) => server.close(resolve)));
  return started;
}
