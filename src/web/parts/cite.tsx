import type { Paper } from '#papers';
import { CITATIONS, citationFilename } from '../citations.js';
import { routes } from '../routes.js';

/** The citation in each form, to copy or to take as a file. Without scripts the text itself can be marked and copied. */
export function Cite({ paper }: { paper: Paper }) {
  return (
    <section class="cite">
      <h2>Cite</h2>
      {CITATIONS.map(({ format, words, write }) => (
        <details name="cite">
          <summary>{words}</summary>
          <pre tabindex={0} aria-label={`${words} of this paper`}>{write(paper)}</pre>
          <p class="acts">
            <copy-button></copy-button>
            <a href={routes.citation(paper.id, format)} download={citationFilename(paper, format)}>download</a>
          </p>
        </details>
      ))}
    </section>
  );
}
