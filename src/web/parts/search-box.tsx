import type { Period } from '#feed';
import { routes } from '../routes.js';
import type { SearchAddress } from '../search-query.js';

export interface SearchBoxProps {
  /** What the page is a search for; elsewhere the box is empty. */
  search?: SearchAddress;
  /** The period the page's search stays in. */
  period?: Period;
}

/** The box in the frame of every page: a plain form, to which a script adds results while the reader types. */
export function SearchBox({ search, period }: SearchBoxProps) {
  const action = period ? routes.edition(period) : routes.search({ q: '' });
  return (
    <search-box>
      <form class="search-form" role="search" method="get" action={action}>
        <input type="search" name="q" value={search?.q} placeholder="Search everything" aria-label="Search papers" autocomplete="off" autocapitalize="none" spellcheck={false} enterkeyhint="search" maxlength={4000} required />
        {search?.order ? <input type="hidden" name="order" value={search.order} /> : null}
        <button aria-label="Search"><Glass /></button>
      </form>
      <p class="hidden" role="status"></p>
    </search-box>
  );
}

/** The sign on the button. */
export function Glass() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M10.5 10.5 14.5 14.5M12 6.8A5.2 5.2 0 1 1 1.6 6.8a5.2 5.2 0 0 1 10.4 0z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" />
    </svg>
  );
}
