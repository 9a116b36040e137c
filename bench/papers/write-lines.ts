import { createWriteStream, renameSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const LINES_AT_ONCE = 500;

/** Writes objects as JSON lines. The file has its name only once it is whole. */
export async function writeLines(path: string, objects: AsyncIterable<object> | Iterable<object>): Promise<void> {
  await pipeline(Readable.from(chunks(objects)), createWriteStream(`${path}.part`));
  renameSync(`${path}.part`, path);
}

async function* chunks(objects: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
  let lines: string[] = [];
  for await (const object of objects) {
    lines.push(`${JSON.stringify(object)}\n`);
    if (lines.length < LINES_AT_ONCE) continue;
    yield lines.join('');
    lines = [];
  }
  yield lines.join('');
}
