export { fingerprintOf, runImport, type ImportContext, type ImportRequest } from './run.js';
export { announceImport, listImports, type BadLine, type ImportState, type ImportStatus } from './table.js';
