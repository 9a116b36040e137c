import type { SavedSearch } from '#community';
import { HOOK_BODIES, MOST_VOTES, type Hook, type HookBody, type HookCall } from '#digest';
import { CHOOSABLE } from '../feed-choice.js';
import { Layout } from '../layout.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, exactDate } from '../words.js';

export interface HooksPageProps {
  frame: Frame;
  hooks: { hook: Hook; title?: string; calls: HookCall[] }[];
  /** Searches of the reader's own, to be told of. */
  searches: readonly SavedSearch[];
}

const BODY_WORDS: Record<HookBody, string> = { plain: 'all there is, as JSON', slack: 'for Slack and what is like it', discord: 'for Discord and what is like it', own: 'the template below' };

/** What stands before the number of a search that is kept, where a form names it. */
export const KEPT_SEARCH = 'saved-search:';

/** The web addresses that are told when a list has something new. */
export function HooksPage({ frame, hooks, searches }: HooksPageProps) {
  return (
    <Layout frame={frame} title="Hooks">
      <header class="list-head">
        <h1>Hooks</h1>
        <p class="dateline">When a list has something new, a web address of your choice is told: a channel, a program, a service.</p>
      </header>
      <div class="list feeds">
        {hooks.map((hook) => <OneHook {...hook} />)}
        <section>
          <h2>Add a hook</h2>
          <form method="post" action={routes.hooks()} class="fields">
            <p><label for="url">Its address</label><input id="url" name="url" type="url" required maxlength={2000} placeholder="https://hooks.example.org/…" /></p>
            <p><label for="list">News of</label><select id="list" name="list">
              {CHOOSABLE.map(({ kind, words }) => <option value={kind}>{words}</option>)}
              {searches.length === 0 ? null : <optgroup label="Searches you keep">{searches.map(({ number, name }) => <option value={`${KEPT_SEARCH}${number}`}>{name}</option>)}</optgroup>}
            </select></p>
            <p><label for="name">Which one</label><input id="name" name="name" maxlength={1000} placeholder="cs.CL, a name, a query, or week" /></p>
            <p><label for="votes">With at least</label><span><input id="votes" name="votes" type="number" min={0} max={MOST_VOTES} value="0" /> votes</span></p>
            <p><label for="body">What is sent</label><select id="body" name="body">{HOOK_BODIES.map((body) => <option value={body}>{BODY_WORDS[body]}</option>)}</select></p>
            <p><label for="template">Template</label><textarea id="template" name="template" rows={3} maxlength={10000} placeholder={'{"text": "{{count}} papers in {{list}}: {{links}}"}'}></textarea></p>
            <p><span></span><button>Add it</button></p>
          </form>
        </section>
      </div>
    </Layout>
  );
}

function OneHook({ hook, title, calls }: HooksPageProps['hooks'][number]) {
  const { number, url, secret, state, votes } = hook;
  return (
    <section>
      <h2>{title ?? 'A list that is gone'}</h2>
      <p class="hint">{url}{votes > 0 ? ` · with at least ${counted(votes, 'vote')}` : ''}{state === 'paused' ? ' · paused' : ''}</p>
      <details class="save-search"><summary>Its secret, to check signatures with</summary><p><code>{secret}</code></p></details>
      {calls.length === 0 ? <p class="hint">Nothing was sent so far.</p> : (
        <ul class="feed-list">
          {calls.map((call) => <li><span>{call.purpose === 'test' ? 'test' : 'news'}, {exactDate(call.createdAt)}</span> <span class="feed-formats">{call.state}{call.result === '' ? '' : `: ${call.result}`}{call.attempts > 1 ? `, ${call.attempts} tries` : ''}</span></li>)}
        </ul>
      )}
      <div class="hook-buttons">
        {([['test', 'Send a test'], ['state', state === 'active' ? 'Pause it' : 'Let it go on'], ['remove', 'Remove it']] as const).map(([change, words]) => (
          <form method="post" action={routes.changeHook(number, change)} class="actions"><button>{words}</button></form>
        ))}
      </div>
    </section>
  );
}
