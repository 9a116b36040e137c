export { detectFormat, FILE_FORMATS, isFileFormat, type FileFormat } from './detect.js';
export { FormatError, InputError, UnknownFormatError } from './errors.js';
export { MAX_ENTRY_BYTES, START, type Position } from './input/entries.js';
export { Input, openInput, type InputOptions } from './input/open.js';
export type { Compression } from './input/compression.js';
export { parseRecords, readLines, readRecords, type Line, type ReadBatch, type ReadItem, type ReadOptions } from './read.js';
