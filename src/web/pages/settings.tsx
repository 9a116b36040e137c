import type { GatherStatus } from '#sources';
import type { CategoryChoice, HistoryChoice } from '../app-context.js';
import { Layout } from '../layout.js';
import { CategoryChooser } from '../parts/category-chooser.js';
import { GatherSwitch } from '../parts/gather-switch.js';
import { HistorySwitch } from '../parts/history-switch.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, listed } from '../words.js';

export interface SettingsPageProps {
  frame: Frame;
  choice: CategoryChoice;
  gathering: GatherStatus;
  history: HistoryChoice;
  /** True right after a change. */
  saved: boolean;
}

/** Up to so many categories are named one by one. */
const NAMED = 12;

/** What the owner decides. */
export function SettingsPage({ frame, choice, gathering, history, saved }: SettingsPageProps) {
  return (
    <Layout frame={frame} section="settings" title="Settings" scripts={['chooser']}>
      <header class="list-head">
        <h1>Settings</h1>
        {saved ? <p class="notice" role="status">Kept. The editions hold {inWords(choice.codes)} from now on.</p> : null}
      </header>
      <section>
        <h2>Categories</h2>
        {choice.from === 'environment' ? <Fixed choice={choice} /> : (
          <>
            <p>
              The editions hold {inWords(choice.codes)}.
              {choice.codes.length > 0 ? ' Papers of other categories stay stored and can be found.' : null} Of a category that is added, the past week is gathered.
            </p>
            <CategoryChooser chosen={choice.codes} button="Keep this choice" />
          </>
        )}
      </section>
      <GatherSwitch status={gathering} from={routes.settings()} />
      <HistorySwitch history={history} />
      <section>
        <h2>Readers</h2>
        <p>{frame.site.accounts ? 'Readers have accounts here.' : 'This paper has no accounts: whoever reaches it reads it, and you alone keep things here.'} <a href={routes.administration()}>{frame.site.accounts ? 'Who may register, who is there' : 'Let others have accounts'}</a></p>
      </section>
    </Layout>
  );
}

function Fixed({ choice: { codes } }: { choice: CategoryChoice }) {
  return (
    <p>
      The editions hold {listed(codes)}. That was set with <code>BROADSHEET_CATEGORIES</code> where the
      program is started, which wins over this page; take it away there to choose here.
    </p>
  );
}

function inWords(codes: string[]): string {
  return codes.length === 0 ? 'all categories' : codes.length > NAMED ? counted(codes.length, 'category', 'categories') : listed(codes);
}
