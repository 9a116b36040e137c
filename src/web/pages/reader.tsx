import { LONGEST_WHY, may, mayRule, type ReaderView } from '#community';
import { Layout } from '../layout.js';
import { Field } from '../parts/field.js';
import { routes } from '../routes.js';
import { roleOfViewer, type Frame } from '../viewer.js';
import { exactDate, saidDate } from '../words.js';

const ROLE_WORDS = { visitor: 'Visitor', reader: 'Reader', editor: 'Editor', administrator: 'Administrator' } as const;

/** A reader as others see them, and for those above them what can be decided. */
export function ReaderPage({ frame, reader }: { frame: Frame; reader: ReaderView }) {
  const role = roleOfViewer(frame.viewer);
  const rules = !reader.owner && reader.number !== frame.viewer.reader && may(role, 'suspend readers') && mayRule(role, reader.role);
  return (
    <Layout frame={frame} title={reader.name} head={<meta name="robots" content="noindex" />}>
      <header class="list-head">
        <h1 class="author">{reader.name}</h1>
        <p class="dateline">
          {reader.owner ? 'The owner of this paper' : ROLE_WORDS[reader.role]}
          {reader.since === '' ? null : <> · here since <time datetime={reader.since} title={exactDate(reader.since)}>{saidDate(reader.since)}</time></>}
          {reader.suspended ? ' · suspended' : ''}
        </p>
      </header>
      <div class="list account">
        {reader.about === '' ? null : <p>{reader.about}</p>}
        {rules ? <Rulings reader={reader} roles={may(role, 'administer readers')} /> : null}
      </div>
    </Layout>
  );
}

function Rulings({ reader, roles }: { reader: ReaderView; roles: boolean }) {
  return (
    <section>
      <h2>Decide</h2>
      {roles ? (
        <form method="post" action={routes.ruleReader(reader.number, 'role')}>
          <h3>Another role</h3>
          <p class="field">
            <label for="role">Role</label>
            <select id="role" name="role">
              {(['reader', 'editor', 'administrator'] as const).map((one) => <option value={one} selected={one === reader.role}>{ROLE_WORDS[one]}</option>)}
            </select>
          </p>
          <Why id="why-role" />
          <p class="actions"><button>Give this role</button></p>
        </form>
      ) : null}
      {reader.suspended ? (
        <form method="post" action={routes.ruleReader(reader.number, 'restore')}>
          <p>Suspended since {exactDate(reader.suspended.since)}: {reader.suspended.why}</p>
          <Why id="why-suspend" />
          <p class="actions"><button>Let them in again</button></p>
        </form>
      ) : (
        <form method="post" action={routes.ruleReader(reader.number, 'suspend')}>
          <h3>Keep them out</h3>
          <Why id="why-suspend" />
          <p class="actions"><button>Suspend</button></p>
          <p class="hint">Signs them out everywhere, at once. They read on like every visitor.</p>
        </form>
      )}
    </section>
  );
}

function Why({ id }: { id: string }) {
  return (
    <>
      <Field id={id} name="why" label="Why" maxlength={LONGEST_WHY} hint="It goes into the public log." />
      <p><label><input type="checkbox" name="private" value="1" /> A private matter: the public log says neither whom it was about nor why</label></p>
    </>
  );
}
