import type { Database, Writer } from '#db';
import type { Clock } from '#lib';
import { mergePapers, unmergePapers, type DecisionRequest } from './decide.js';
import { changesSince, countByCategory, countPapers, findPaper, paperHistory, papersByAuthor, papersByCategory, papersByNumber, type PageRequest } from './read.js';
import { rebuildPapers, type RebuildProgress } from './rebuild.js';
import type { PreparedRecord } from './prepared.js';
import type { PaperRecord } from './record.js';
import { saveRecords, type SaveResult } from './save.js';

/** The papers of one instance: saved from records, found, merged, followed. Each method's own function says more. */
export class Papers {
  constructor(private readonly context: { db: Database; clock: Clock }) {}

  save(records: readonly (PaperRecord | PreparedRecord)[], alongside?: (writer: Writer, result: SaveResult) => Promise<void>) {
    return saveRecords(this.context, records, alongside);
  }

  merge(request: DecisionRequest) {
    return mergePapers(this.context, request);
  }

  unmerge(request: DecisionRequest) {
    return unmergePapers(this.context, request);
  }

  find(text: string) {
    return findPaper(this.context.db, text);
  }

  byNumber(numbers: readonly number[]) {
    return papersByNumber(this.context.db, numbers);
  }

  byAuthor(name: string, page?: PageRequest) {
    return papersByAuthor(this.context.db, name, page);
  }

  byCategory(category: string, page?: PageRequest) {
    return papersByCategory(this.context.db, category, page);
  }

  history(number: number) {
    return paperHistory(this.context.db, number);
  }

  changesSince(seq: number, limit?: number) {
    return changesSince(this.context.db, seq, limit);
  }

  countByCategory() {
    return countByCategory(this.context.db.kysely);
  }

  rebuild(onProgress?: (progress: RebuildProgress) => void) {
    return rebuildPapers(this.context, onProgress);
  }

  count() {
    return countPapers(this.context.db.kysely);
  }
}
