import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { EnvironmentError, FixedClock, InvalidInputError } from '#lib';
import { anyText } from '#test/any-text';
import { startSmtp, type SmtpFaults } from '../../../test/stand-ins/smtp/index.js';
import { checkMail, createMailer, isMailAddress, MailRefusedError, MailServerError, type Mail, type MailerOptions } from './index.js';

const MAIL: Mail = { to: 'ada@example.org', subject: 'Your edition, with ü', text: 'Good morning.\n.\nA line that begins with a dot is text.\n' };
const clock = new FixedClock('2026-06-03T08:00:00Z');

function makeFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-mail-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function withServer(t: TestContext, faults: SmtpFaults = {}, given: Partial<MailerOptions> = {}) {
  const server = await startSmtp(faults);
  t.after(() => server.close());
  return { server, mailer: createMailer({ smtpUrl: server.url, outbox: '/nowhere', from: 'Broadsheet <paper@example.org>', clock, ...given }) };
}

test('a mail is taken by the server as it was written', async (t) => {
  const { server, mailer } = await withServer(t);
  await mailer.send({ ...MAIL, html: '<p>Good morning.</p>', headers: { 'List-Unsubscribe': '<https://example.org/u>' } });
  const [mail] = server.mails;
  assert.deepEqual([mail?.from, mail?.to], ['paper@example.org', ['ada@example.org']]);
  assert.match(mail!.message, /^List-Unsubscribe: <https:\/\/example\.org\/u>\r$/m);
  assert.match(mail!.message, /^Date: Wed, 03 Jun 2026 08:00:00/m);
  assert.match(mail!.message, /Good morning\.\r\n\.\r\nA line/);
  assert.match(mail!.message, /<p>Good morning\.<\/p>/);
});

test('without a server a mail becomes a file that only its owner can read', async (t) => {
  const outbox = join(makeFolder(t), 'outbox');
  const mailer = createMailer({ outbox, from: 'paper@example.org', clock });
  const { file } = await mailer.send(MAIL);
  assert.deepEqual(readdirSync(outbox).map((name) => join(outbox, name)), [file]);
  assert.match(file!, /2026-06-03T08-00-00-000Z-\w+\.eml$/);
  assert.match(readFileSync(file!, 'utf8'), /^To: ada@example\.org\r$/m);
  assert.equal(statSync(file!).mode & 0o077, 0);
});

test('an outbox that cannot be written is said', async (t) => {
  const file = join(makeFolder(t), 'file');
  writeFileSync(file, '');
  await assert.rejects(createMailer({ outbox: file, from: 'paper@example.org', clock }).send(MAIL), EnvironmentError);
});

test('a server that is away, refuses the password or is busy leaves hope; one that knows nobody does not', async (t) => {
  const away = await startSmtp();
  await away.close();
  const mailer = createMailer({ smtpUrl: `smtp://user:secret@127.0.0.1:${away.port}`, outbox: '/nowhere', from: 'paper@example.org', clock });
  await assert.rejects(mailer.send(MAIL), (error) => error instanceof MailServerError && !error.message.includes('secret') && error.message.includes(mailer.place));
  const later: SmtpFaults[] = [{ answers: { RCPT: '450 later' } }, { answers: { MAIL: '421 busy' } }, { answers: { '.': '452 full' } }];
  for (const faults of later) await assert.rejects((await withServer(t, faults)).mailer.send(MAIL), MailServerError, JSON.stringify(faults));
  const never: SmtpFaults[] = [{ answers: { RCPT: '550 nobody' } }, { answers: { '.': '554 no' } }];
  for (const faults of never) await assert.rejects((await withServer(t, faults)).mailer.send(MAIL), MailRefusedError, JSON.stringify(faults));
});

test('a server that says nothing, or a letter now and then, is left', async (t) => {
  const silent = await withServer(t, { silent: true }, { patienceMs: 50 });
  await assert.rejects(silent.mailer.send(MAIL), MailServerError);
  const slow = await withServer(t, { dripMs: 20 }, { longestMs: 100 });
  await assert.rejects(slow.mailer.send(MAIL), /does not answer in time/);
});

test('no address, subject or header leads a mail elsewhere', async (t) => {
  const { server, mailer } = await withServer(t);
  const bad: Partial<Mail>[] = [
    { to: 'ada@example.org, eve@example.org' }, { to: 'ada@example.org\r\nBcc: eve@example.org' }, { to: 'Ada <ada@example.org>' }, { to: 'ada' }, { to: '@example.org' },
    { subject: 'a\r\nBcc: eve@example.org' }, { headers: { Bcc: 'eve@example.org' } }, { headers: { 'X-A': 'b\nBcc: eve@example.org' } }, { headers: { 'X A:': 'b' } },
  ];
  for (const one of bad) await assert.rejects(mailer.send({ ...MAIL, ...one }), InvalidInputError, JSON.stringify(one));
  assert.deepEqual(server.mails, []);
});

test('whatever passes as an address is one word with one @', () => {
  for (const good of ['a@b.c', 'ada.lovelace+papers@example.org', 'ü@exämple.org', "o_brien@example.co.uk", 'root@localhost']) assert.ok(isMailAddress(good), good);
  fc.assert(fc.property(anyText({ maxLength: 60 }), anyText({ maxLength: 60 }), (before, after) => {
    const text = `${before}@${after}`;
    if (!isMailAddress(text)) return;
    assert.doesNotMatch(text, /[\s,;<>"\p{Cc}]/u);
    assert.equal(text.split('@').length, 2);
    checkMail({ to: text, subject: '', text: '' });
  }));
});
