/** What a line of arXiv's metadata snapshot says of a paper; the rest is filled in. */
export interface Given {
  id: string;
  title?: string;
  abstract?: string;
  authors?: readonly string[];
  /** The primary first. */
  categories?: readonly string[];
  /** When each version came in, the first first, as `2024-06-03T10:00:00Z`. */
  submitted: readonly string[];
  comment?: string;
  journalRef?: string;
  doi?: string;
  reportNumber?: string;
  licence?: string;
  submitter?: string;
}

/** A line as the snapshot has it. */
export function snapshotLine(given: Given): string {
  const { id, title = `A study numbered ${id}`, abstract = 'Short and to the point.', authors = ['Ada Brown', 'Ben Czerny'], categories = ['cs.LG'] } = given;
  return JSON.stringify({
    id,
    submitter: given.submitter ?? null,
    authors: authors.join(', '),
    title,
    comments: given.comment ?? null,
    'journal-ref': given.journalRef ?? null,
    doi: given.doi ?? null,
    'report-no': given.reportNumber ?? null,
    categories: categories.join(' '),
    license: given.licence ?? null,
    abstract: `  ${abstract}\n`,
    versions: given.submitted.map((date, index) => ({ version: `v${index + 1}`, created: new Date(date).toUTCString() })),
    update_date: given.submitted.at(-1)?.slice(0, 10),
    authors_parsed: authors.map((name) => [name.split(' ').at(-1), name.split(' ').slice(0, -1).join(' '), '']),
  });
}

const THINGS = ['lanterns', 'ferries', 'clocks', 'orchards', 'bridges', 'kites', 'bakeries', 'tides', 'looms', 'beehives'];
const WAYS = ['Counting', 'Drawing', 'Sorting', 'Mending', 'Listening to', 'Mapping', 'Waiting for', 'Painting'];
const NAMES = ['Ada Brown', 'Ben Czerny', 'Chidi Dube', 'Dora Ekholm', 'Emre Faber', 'Fatou Gaye', 'Goro Hara', 'Hanna Iversen', 'Ivo Jansen', 'Jia Kang'];

const LONG_ABSTRACT =
  'We walk through the town before it wakes and write down what we see. The list grows with every street, and every street ' +
  'asks for a better list. A small rule, $n \\le 2^{k}$, keeps it from growing without end; the proof uses nothing but patience. ' +
  'In the evening we compare our notes with those of the year before and find that they agree in all but the weather.';

/** Papers that differ in title, number of authors and code, all submitted in one day's window, numbered from `first`. */
export function plainPapers({ count, first, submitted, categories }: { count: number; first: number; submitted: string; categories: readonly string[] }): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const way = WAYS[index % WAYS.length]!;
    const colon = index % 4 === 0 ? ': A Field Guide' : '';
    return snapshotLine({
      id: arxivId(number),
      title: `${way} ${number} ${THINGS[index % THINGS.length]!}${colon}`,
      abstract: LONG_ABSTRACT,
      authors: NAMES.slice(0, 1 + (index % NAMES.length)),
      categories,
      submitted: [new Date(Date.parse(submitted) + index * 1000).toISOString()],
      comment: index % 5 === 0 ? `12 pages, code at https://github.com/example/guide${number}` : undefined,
    });
  });
}

/** The nth arXiv id of June 2024. */
export function arxivId(number: number): string {
  return `2406.${String(number).padStart(5, '0')}`;
}
