import type { SavedSearch } from '#community';
import { type Choice, MOST_PAPERS, MOST_VOTES, trendingTitle } from '#digest';

const ZONES = Intl.supportedValuesOf('timeZone');
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const TRENDING_WORDS: Readonly<Record<string, string>> = { day: 'today', week: 'this week', month: 'this month' };
const FREQUENCY_WORDS = [['weekdays', 'every working day'], ['daily', 'every day'], ['weekly', 'once a week'], ['news', 'whenever something is new']] as const;

/** The fields of what somebody gets by e-mail, and when; `searches` are those of the reader's own that may be among it. A new one begins with the zone of the browser. */
export function MailChoice({ choice, searches = [], isNew = false }: { choice: Choice; searches?: readonly Pick<SavedSearch, 'number' | 'name'>[]; isNew?: boolean }) {
  const names = (kind: string) => choice.topics.filter((topic) => topic.kind === kind).map(({ name }) => name);
  return (
    <>
      <p>
        <span>What</span>
        <label><input type="checkbox" name="latest" value="1" checked={choice.topics.some(({ kind }) => kind === 'latest')} /> the best of each edition</label>
      </p>
      <p>
        <span>Trending</span>
        <span class="ticks">
          {[...new Set([...Object.keys(TRENDING_WORDS), ...names('trending')])].map((name) => (
            <label><input type="checkbox" name="trending" value={name} checked={names('trending').includes(name)} /> {TRENDING_WORDS[name] ?? trendingTitle(name) ?? name}</label>
          ))}
        </span>
      </p>
      {searches.map(({ number, name }, index) => (
        <p>
          <span>{index === 0 ? 'Searches you keep' : ''}</span>
          <label><input type="checkbox" name="saved" value={String(number)} checked={names('saved-search').includes(String(number))} /> {name}</label>
        </p>
      ))}
      <p><label for="categories">Categories</label><span><input id="categories" name="categories" value={names('category').join(', ')} placeholder="cs.CL, math.NT" maxlength={500} /><small class="hint">Any of arXiv that you read, whichever this paper prints.</small></span></p>
      <p><label for="searches">Searches, one a line</label><textarea id="searches" name="searches" rows={2}>{names('search').join('\n')}</textarea></p>
      <p><label for="authors">Authors, one a line</label><textarea id="authors" name="authors" rows={2}>{names('author').join('\n')}</textarea></p>
      <p><label for="organisations">Organisations, one a line</label><textarea id="organisations" name="organisations" rows={2}>{names('organisation').join('\n')}</textarea></p>
      <p>
        <span></span>
        <label><input type="checkbox" name="replacements" value="1" checked={choice.replacements} /> new versions of older papers, too, of editions and categories</label>
      </p>
      <p><label for="top">At most</label><span><input id="top" name="top" type="number" min={1} max={MOST_PAPERS} value={String(choice.top)} /> papers in one mail</span></p>
      <p><label for="votes">With at least</label><span><input id="votes" name="votes" type="number" min={0} max={MOST_VOTES} value={String(choice.votes)} /> votes</span></p>
      <p><label for="frequency">When</label><Select name="frequency" now={choice.frequency} choices={FREQUENCY_WORDS} /></p>
      <p><label for="weekday">Once a week on</label><Select name="weekday" now={String(choice.weekday)} choices={DAYS.map((day, index) => [String(index + 1), day] as const)} /></p>
      <p><label for="hour">At</label><Select name="hour" now={String(choice.hour)} choices={Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, '0')}:00`] as const)} /></p>
      <p><label for="zone">Time zone</label><input id="zone" name="zone" value={choice.zone} placeholder="Europe/Berlin" maxlength={60} list="zones" {...(isNew && { 'data-unchosen': '' })} /></p>
      <datalist id="zones">{ZONES.map((zone) => <option value={zone}></option>)}</datalist>
      <p><label for="whenEmpty">When nothing is new</label><Select name="whenEmpty" now={choice.whenEmpty} choices={[['nothing', 'no mail'], ['word', 'a short mail that says so']]} /></p>
    </>
  );
}

function Select({ name, now, choices }: { name: string; now: string; choices: readonly (readonly [value: string, words: string])[] }) {
  return <select id={name} name={name}>{choices.map(([value, words]) => <option value={value} selected={value === now}>{words}</option>)}</select>;
}
