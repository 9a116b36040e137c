import { chance, randomFor } from './chance.js';
import type { WorldEvent } from './events.js';
import type { ListedPaper } from './records.js';

/** A version as servers tell of it. */
export interface StateVersion {
  number: number;
  /** Milliseconds since 1970. */
  submitted: number;
  kilobytes: number;
  withdrawn: boolean;
}

/** A paper as it stands at an instant, for all three protocols. */
export interface PaperState {
  id: string;
  title: string;
  abstract: string;
  authors: readonly string[];
  submitter: string;
  /** The primary first. */
  categories: readonly string[];
  versions: readonly StateVersion[];
  comment?: string;
  journalRef?: string;
  doi?: string;
  licence: string;
  /** Datestamp in the harvest, milliseconds since 1970. */
  stamp: number;
}

const LICENCES: readonly [upTo: number, address: string][] = [
  [0.55, 'http://arxiv.org/licenses/nonexclusive-distrib/1.0/'],
  [0.87, 'http://creativecommons.org/licenses/by/4.0/'],
  [0.92, 'http://creativecommons.org/licenses/by-nc-sa/4.0/'],
  [0.96, 'http://creativecommons.org/licenses/by-nc-nd/4.0/'],
  [0.98, 'http://creativecommons.org/licenses/by-sa/4.0/'],
  [1, 'http://creativecommons.org/publicdomain/zero/1.0/'],
];
/** How many in a hundred replacements come with a new title. */
const RETITLED = 0.1;

/** The categories after some events: cross-lists are added at the end, a reclassification swaps the first two. */
export function categoriesAfter(given: readonly string[], events: readonly WorldEvent[]): readonly string[] {
  if (events.length === 1) return given;
  const categories = [...given];
  for (const { kind, category } of events) {
    if (kind === 'cross-list') categories.push(category!);
    if (kind === 'reclassification') categories.splice(0, 2, categories[1]!, categories[0]!);
  }
  return categories;
}

/** A paper after its first events (at least the announcement). What the file does not say is invented by the seed. */
export function stateAfter(paper: ListedPaper, id: string, given: readonly string[], events: readonly WorldEvent[], seed: number): PaperState {
  const authors = paper.authors ?? [];
  const versions = events.filter(({ version }) => version !== undefined).map((event) => versionOf(event, id, seed));
  const draw = chance(seed, id, 'licence');
  return {
    id,
    title: titleAfter(paper.title, id, versions, seed),
    abstract: paper.abstract ?? '',
    authors,
    submitter: authors[0] ?? 'arXiv Admin',
    categories: categoriesAfter(given, events),
    versions,
    ...notesAfter(paper, id, events, seed),
    licence: LICENCES.find(([upTo]) => draw < upTo)![1],
    stamp: events.at(-1)!.stamp,
  };
}

function versionOf({ version, submitted, kind }: WorldEvent, id: string, seed: number): StateVersion {
  const withdrawn = kind === 'withdrawal';
  const kilobytes = withdrawn ? 0 : randomFor(seed, id, 'size', version!).between(8, 9000);
  return { number: version!, submitted: submitted!, kilobytes, withdrawn };
}

function titleAfter(title: string, id: string, versions: readonly StateVersion[], seed: number): string {
  const renamed = versions.findLast(({ number }) => number > 1 && chance(seed, id, 'title', number) < RETITLED);
  return renamed === undefined ? title : `${title} (title of version ${renamed.number})`;
}

/** Comment, journal reference and DOI: as given, with what replacements, changes and withdrawals say. */
function notesAfter(paper: ListedPaper, id: string, events: readonly WorldEvent[], seed: number): Pick<PaperState, 'comment' | 'journalRef' | 'doi'> {
  const notes = { comment: paper.comment, journalRef: undefined as string | undefined, doi: paper.doi };
  for (const { kind, version, at } of events) {
    if (kind === 'replacement') notes.comment = `${paper.comment ? `${paper.comment}; ` : ''}v${version}: corrected`;
    if (kind === 'withdrawal') notes.comment = 'This paper has been withdrawn by the authors';
    if (kind === 'change') {
      notes.comment ??= 'Accepted for publication';
      notes.journalRef = `Synth. J. ${randomFor(seed, id, 'journal').between(1, 90)} (${new Date(at).getUTCFullYear()}) ${randomFor(seed, id, 'page').between(1, 2000)}`;
      notes.doi ??= `10.5555/synthetic.${id.replace('/', '.')}`;
    }
  }
  return notes;
}
