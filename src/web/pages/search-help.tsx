import { Layout } from '../layout.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';

type Example = [query: string, words: string];

const GROUPS: [title: string, about: string, examples: Example[]][] = [
  ['Words', 'Papers need not hold every word: those that hold the most telling ones, or mean the same, stand first.', [
    ['sparse attention for long documents', 'papers about it, the closest first'],
    ['"chain of thought"', 'exactly these words, one after the other'],
    ['title:calibration', 'the word in the title; abstract: looks there'],
    ['agents -game', 'without a word'],
    ['(protein OR molecule) diffusion', 'one or the other; OR is written in capitals'],
  ]],
  ['Who and where', 'Names are found in any order, with initials or in full, with or without accents. A name that stands alone needs no field.', [
    ['author:"Grace Hopper"', 'papers by somebody'],
    ['category:cs.CL', 'in a category; category:cs is all of computer science'],
    ['org:university', 'from an organisation, where it is known'],
    ['venue:NeurIPS', 'published somewhere'],
    ['-category:cs.CV', 'not in a category'],
  ]],
  ['When', 'A date is a day, a month or a year; two dots stand between two dates.', [
    ['year:2024', 'of one year'],
    ['date:2026-05-01..2026-05-31', 'from one day to another'],
    ['after:2026-05', 'since a month; before: is the other way'],
    ['date:7d', 'of the last seven days'],
  ]],
  ['What it has', '', [
    ['has:code', 'with a link to code; has:project to a page of its own'],
    ['is:withdrawn', 'withdrawn papers'],
  ]],
  ['A paper itself', 'An id or address that stands alone leads to its paper, and has it fetched from arXiv where it is not stored.', [
    ['2401.01234', 'an arXiv id, or the address of its page'],
    ['10.1000/182', 'a DOI, or its address'],
  ]],
];

/** What can be typed into the search box, by examples that are links. */
export function SearchHelpPage({ frame }: { frame: Frame }) {
  return (
    <Layout frame={frame} title="How to search" canonical={routes.searchHelp()}>
      <header class="list-head">
        <h1>How to search</h1>
        <p class="dateline">Just type. What follows is for those who want to say it more exactly; whatever is not understood is looked for as words.</p>
      </header>
      <div class="search-help">
        {GROUPS.map(([title, about, examples]) => (
          <section>
            <h2>{title}</h2>
            {about ? <p>{about}</p> : null}
            <dl class="facts">
              {examples.map(([query, words]) => <><dt><a href={routes.search({ q: query })}><code>{query}</code></a></dt><dd>{words}</dd></>)}
            </dl>
          </section>
        ))}
        <section>
          <h2>Papers like something you have</h2>
          <p><a href={routes.like()}>Paste an abstract or BibTeX</a>, and the papers most like it are found. Every paper’s own page shows those like it, too.</p>
        </section>
      </div>
    </Layout>
  );
}
