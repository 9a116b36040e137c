import { readFileSync } from 'node:fs';

/** One paper of the sample edition: facts, and a sentence or two about it written by us. */
export interface SamplePaper {
  title: string;
  date: string | null;
  /** How many. */
  authors: number | null;
  organisation: string | null;
  about: string;
}

let papers: SamplePaper[] | undefined;

/** The sample edition; a file of ours that no search, export or feed knows. */
export function samplePapers(): SamplePaper[] {
  return (papers ??= JSON.parse(readFileSync(new URL('./sample/papers.json', import.meta.url), 'utf8')) as SamplePaper[]);
}
