import { randomFor } from './chance.js';
import { announced, firstEvent, secondIn, stampOf, type WorldEvent } from './events.js';
import type { Entry } from './records.js';
import { announcementSpan, submissionWindow } from './windows.js';

/*
 * What happens to papers after their first announcement. All of it is synthetic, made by this rule and a seed: with every
 * edition of n new papers come, of papers announced before it,
 *
 *   0.30 n  replacements, of which 1.5 in 100 are withdrawals
 *   0.08 n  later cross-lists into the primary category of some other paper
 *   0.10 n  changes of comment, journal reference or DOI, at any second since the edition before
 *   0.005 n reclassifications: the second category becomes the primary one
 *
 * A share of n that is no whole number is rounded up as often as its fraction says; where few papers are left to choose
 * from, less happens. A paper is picked by how long ago it was announced: the newer the likelier, by the power that stands
 * with each share. Nothing happens to a paper twice in an edition, nor after its withdrawal, and nobody writes more than
 * MOST_VERSIONS versions.
 */
const REPLACED = { share: 0.3, towardsNew: 4 };
const CROSS_LISTED = { share: 0.08, towardsNew: 6 };
const CHANGED = { share: 0.1, towardsNew: 2 };
const RECLASSIFIED = { share: 0.005, towardsNew: 6 };
const WITHDRAWN_OF_REPLACED = 0.015;
const MOST_VERSIONS = 9;
/** How often another paper is looked for when it could not happen to one. */
const TRIES = 5;

type Random = ReturnType<typeof randomFor>;

/** Everything that ever happens to papers, by paper, each paper's events in their order. Pure: the same entries and seed, the same events. */
export function historyOf(entries: readonly Entry[], seed: number): WorldEvent[][] {
  const history = entries.map((entry, paper) => [firstEvent(entry, paper, seed)]);
  const older: number[] = [];
  for (const [edition, papers] of [...byEdition(history)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    new Evening(entries, history, older, edition, randomFor(seed, 'edition', edition)).fill(papers.length);
    older.push(...papers);
  }
  return history;
}

function byEdition(history: readonly WorldEvent[][]): Map<string, number[]> {
  const papers = new Map<string, number[]>();
  for (const [first] of history) {
    const { edition, paper } = first!;
    const list = papers.get(edition!);
    if (list) list.push(paper);
    else papers.set(edition!, [paper]);
  }
  return papers;
}

/** What an edition brings besides its new papers. */
class Evening {
  private readonly touched = new Set<number>();

  constructor(
    private readonly entries: readonly Entry[],
    private readonly history: WorldEvent[][],
    /** The papers announced before, oldest first. */
    private readonly older: readonly number[],
    private readonly edition: string,
    private readonly random: Random,
  ) {}

  fill(newPapers: number): void {
    this.some(newPapers, REPLACED, (paper) => this.replace(paper));
    this.some(newPapers, CROSS_LISTED, (paper) => this.crossList(paper));
    this.some(newPapers, CHANGED, (paper) => this.edit(paper, 'change'));
    this.some(newPapers, RECLASSIFIED, (paper) => this.entries[paper]!.categories.length > 1 && this.edit(paper, 'reclassification'));
  }

  /** Lets something happen to a share of papers; `happen` says of a paper that it could. */
  private some(newPapers: number, { share, towardsNew }: { share: number; towardsNew: number }, happen: (paper: number) => boolean): void {
    let left = Math.floor(newPapers * share + this.random.next());
    for (let tries = left * TRIES; left > 0 && tries > 0 && this.older.length > 0; tries -= 1) {
      const ago = Math.floor(this.older.length * this.random.next() ** towardsNew);
      const paper = this.older[this.older.length - 1 - ago]!;
      if (this.touched.has(paper) || this.history[paper]!.at(-1)!.kind === 'withdrawal' || !happen(paper)) continue;
      this.touched.add(paper);
      left -= 1;
    }
  }

  private replace(paper: number): boolean {
    const version = this.history[paper]!.findLast((event) => event.version !== undefined)!.version! + 1;
    if (version > MOST_VERSIONS) return false;
    const submitted = secondIn(submissionWindow(this.edition), this.random);
    const kind = this.random.next() < WITHDRAWN_OF_REPLACED ? 'withdrawal' : 'replacement';
    return this.announce({ paper, kind, version, submitted });
  }

  private crossList(paper: number): boolean {
    const category = this.entries[this.random.pick(this.older)]!.categories[0]!;
    const has = this.entries[paper]!.categories.includes(category) || this.history[paper]!.some((event) => event.category === category);
    return !has && this.announce({ paper, kind: 'cross-list', category });
  }

  private announce(event: Pick<WorldEvent, 'paper' | 'kind' | 'version' | 'submitted' | 'category'>): true {
    this.history[event.paper]!.push(announced(event, this.edition, this.random));
    return true;
  }

  private edit(paper: number, kind: 'change' | 'reclassification'): true {
    const at = secondIn(announcementSpan(this.edition), this.random);
    this.history[paper]!.push({ paper, kind, at, stamp: stampOf(at, this.random) });
    return true;
  }
}
