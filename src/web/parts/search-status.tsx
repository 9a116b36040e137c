import type { SearchState } from '../search-desk.js';

/** What can be searched by now, by what, and what is being done for it. */
export function SearchStatus({ state: { sentences, work, error } }: { state: SearchState }) {
  return (
    <section class="status">
      <h2>Search</h2>
      {sentences.map((sentence) => <p>{sentence}</p>)}
      {work ? (
        <div class="import">
          <p class="figures">{work.words}</p>
          {work.progress === undefined ? null : <progress max="1" value={String(work.progress)} aria-label={work.words}></progress>}
        </div>
      ) : null}
      {error ? <p class="message">{error}</p> : null}
    </section>
  );
}
