import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { EmbedderError } from '../errors.js';

/** Where a model's files are: in a folder of the owner's, or under a name on a server of models. */
export type Place = { kind: 'folder'; folder: string } | { kind: 'name'; name: string; folder: string };

const NAME = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;
const FOLDER = /^(?:\.{0,2}[/\\]|[A-Za-z]:[/\\]|\.{1,2}$)/;

/**
 * `Xenova/all-MiniLM-L6-v2` is a name, and what begins with `/`, `./` or `../` a folder.
 * @param models the folder that keeps what is downloaded
 * @throws EmbedderError for what is neither
 */
export function placeOf(text: string, models: string): Place {
  if (FOLDER.test(text)) return { kind: 'folder', folder: resolve(text) };
  if (!NAME.test(text)) throw new EmbedderError(`"${text.slice(0, 200)}" names no model. Write onnx:OWNER/NAME, as in onnx:sentence-transformers/all-MiniLM-L6-v2, or onnx:/path/of/a/folder.`);
  // Names differ by letter case, some disks do not; a part of the digest keeps two models apart there.
  const folder = `${text.replace('/', '--')}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
  return { kind: 'name', name: text, folder: join(models, folder) };
}
