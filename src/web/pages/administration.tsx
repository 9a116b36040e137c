import type { Invitation, ReaderRow, Registration, RegistrationChoice } from '#community';
import { Layout } from '../layout.js';
import { Field, Notice } from '../parts/field.js';
import { MailNote, type MailView } from '../parts/mail-note.js';
import { patterns, routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, saidDate } from '../words.js';

export interface AdministrationPageProps {
  frame: Frame;
  choice: RegistrationChoice;
  invitations: Invitation[];
  readers: ReaderRow[];
  /** How many readers there are in all. */
  count: number;
  mail: MailView;
  /** The address of an invitation that was just made. */
  invited?: string;
  origin: string;
  saved: boolean;
}

/** Who may register, who is invited, who is there. */
export function AdministrationPage(props: AdministrationPageProps) {
  const { frame, choice, saved, mail, invited } = props;
  const on = choice.registration.kind !== 'off';
  return (
    <Layout frame={frame} section="settings" title="Readers">
      <header class="list-head">
        <h1>Readers</h1>
        <p class="dateline">{on ? <>{counted(props.count, 'reader')} · <a href={routes.log()}>what was decided</a></> : 'Accounts are off: everybody who reaches this paper reads it, and nobody but you keeps anything here.'}</p>
        {saved ? <Notice>Kept.</Notice> : null}
        {invited === undefined ? null : <Invited address={invited} />}
      </header>
      <div class="list account">
        <section>
          <h2>Who may register</h2>
          {choice.from === 'environment' ? <p>{WORDS[choice.registration.kind]}. That was set with <code>BROADSHEET_ACCOUNTS</code> where the program is started, which wins over this page.</p> : <RegistrationForm registration={choice.registration} />}
          {on ? <MailNote mail={mail} viewer={frame.viewer} /> : null}
        </section>
        {on ? <Invitations {...props} /> : null}
        {on ? <Readers {...props} /> : null}
      </div>
    </Layout>
  );
}

const WORDS: Record<Registration['kind'], string> = {
  off: 'Nobody: there are no accounts',
  closed: 'Nobody new; whoever has an account keeps it',
  invitation: 'Whoever is invited',
  domain: 'Whoever has an e-mail address at',
  open: 'Everybody',
};

function RegistrationForm({ registration }: { registration: Registration }) {
  return (
    <form method="post" action={patterns.registration}>
      <fieldset class="choices">
        <legend class="hidden">Who may register</legend>
        {(['off', 'closed', 'invitation', 'domain', 'open'] as const).map((kind) => (
          <p>
            <label><input type="radio" name="registration" value={kind} checked={kind === registration.kind} /> {WORDS[kind]}</label>
            {kind === 'domain' ? <> <input name="domains" aria-label="Domains" placeholder="example.org, uni.example.edu" value={registration.kind === 'domain' ? registration.domains.join(', ') : ''} /></> : null}
          </p>
        ))}
      </fieldset>
      <p class="actions"><button>Keep</button></p>
      {registration.kind === 'off' ? <p class="hint">Switching accounts on takes nothing from you: you stay the owner by the key on this machine, and the first administrator.</p> : null}
    </form>
  );
}

function Invited({ address }: { address: string }) {
  return <div class="notice" role="status"><p>Invited. Whoever opens this address can register, once, within 14 days. It is shown only now:</p><code class="command">{address}</code></div>;
}

function Invitations({ invitations }: AdministrationPageProps) {
  return (
    <section>
      <h2>Invitations</h2>
      {invitations.length === 0 ? null : (
        <ul class="rows">
          {invitations.map(({ number, email, role, until }) => (
            <li>{email === '' ? 'Whoever has the address' : email}, as {role}, until {saidDate(until)} <form class="inline" method="post" action={routes.withdrawInvitation(number)}><button class="plain">withdraw</button></form></li>
          ))}
        </ul>
      )}
      <form method="post" action={patterns.invitations}>
        <Field name="email" label="E-mail address" type="email" autocomplete="off" maxlength={254} optional hint="Left empty, you get an address to hand on yourself." />
        <p class="field">
          <label for="role">As</label>
          <select id="role" name="role"><option value="reader">reader</option><option value="editor">editor</option><option value="administrator">administrator</option></select>
        </p>
        <p class="actions"><button>Invite</button></p>
      </form>
    </section>
  );
}

const PAGE = 100;

function Readers({ readers }: AdministrationPageProps) {
  const last = readers.at(-1)?.number;
  return (
    <section>
      <h2>Who is there</h2>
      <ul class="rows">
        {readers.map((reader) => (
          <li><a href={routes.reader(reader.number)}><bdi>{reader.name}</bdi></a> <small>{reader.owner ? 'owner' : reader.role}{reader.suspended ? ', suspended' : ''}{reader.email ? ` · ${reader.email}` : ''}</small></li>
        ))}
      </ul>
      {readers.length === PAGE && last !== undefined ? <p><a href={routes.administration(last)}>More</a></p> : null}
    </section>
  );
}
