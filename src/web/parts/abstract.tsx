import type { Highlighter } from '#search';
import { SetText } from './set-text.js';

/** Shorter ones stand whole: about what three lines of a wide column hold. */
const FOLDED_FROM = 220;

/**
 * An abstract that shows three lines and opens in place: a checkbox, a style sheet and no request. The whole text is
 * always in the page, so a screen reader, a search in the page and a printer have it.
 */
export function FoldedAbstract({ source, name, marks }: { source: string; name: string; marks?: Highlighter }) {
  if (source === '') return null;
  if (source.length < FOLDED_FROM) return <p class="abstract"><SetText source={source} marks={marks} /></p>;
  return (
    <div class="fold">
      <input type="checkbox" id={name} class="fold-switch" aria-label="Whole abstract" />
      <p class="abstract">
        <label for={name} aria-hidden="true"></label>
        <SetText source={source} as="folded" marks={marks} />
      </p>
    </div>
  );
}
