import type { PaperRecord } from '#papers';
import type { FileFormat } from '../detect.js';
import { BIBTEX_ENTRIES } from '../input/bibtex-entries.js';
import type { Syntax } from '../input/entries.js';
import { JSON_OBJECTS } from '../input/json-entries.js';
import { LINES } from '../input/lines.js';
import { RIS_ENTRIES } from '../input/ris-entries.js';
import { bibtexReader } from './bibtex.js';
import { parseCsl } from './csl.js';
import { parseListed } from './list.js';
import { parseRis } from './ris.js';
import { parseSeed } from './seed.js';
import { parseSnapshot } from './snapshot.js';

/** The text of one entry to its record, or nothing when it is no paper. @throws FormatError */
export type Parse = (text: string) => PaperRecord | undefined;

export interface Format {
  syntax: Syntax;
  /** Made anew for each reading. */
  parser(): Parse;
  /** True where what is said early holds for what comes later, so that going on needs the beginning too. */
  needsBeginning?: boolean;
}

/** All formats read here; an instance's own export is read where it is written. */
export const FORMATS: Readonly<Record<Exclude<FileFormat, 'broadsheet'>, Format>> = {
  snapshot: { syntax: LINES, parser: () => parseSnapshot },
  list: { syntax: LINES, parser: () => parseListed },
  seed: { syntax: LINES, parser: () => parseSeed },
  bibtex: { syntax: BIBTEX_ENTRIES, parser: bibtexReader, needsBeginning: true },
  ris: { syntax: RIS_ENTRIES, parser: () => parseRis },
  csl: { syntax: JSON_OBJECTS, parser: () => parseCsl },
};
