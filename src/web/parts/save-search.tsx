import { routes } from '../routes.js';

/** Names a query and keeps it. */
export function SaveSearch({ query }: { query: string }) {
  return (
    <details class="save-search">
      <summary>Save this search</summary>
      <form method="post" action={routes.searches()}>
        <input type="hidden" name="q" value={query} />
        <label for="save-name">Its name</label>{' '}
        <input id="save-name" name="name" value={query.slice(0, 100)} maxlength={100} required />{' '}
        <button>Save</button>
        <p class="hint">It then stands under Searches and says what is new since you last looked.</p>
      </form>
    </details>
  );
}
