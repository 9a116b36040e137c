import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestListener } from 'node:http';

export interface Asked {
  paths: string[];
}

/** Serves the files of folders as a server of models does: `/OWNER/NAME/resolve/main/FILE`. */
export function modelsServer(models: Readonly<Record<string, string>>, asked: Asked): RequestListener {
  return (request, response) => {
    asked.paths.push(request.url ?? '');
    const [, name = '', file = ''] = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(request.url ?? '') ?? [];
    const folder = models[name];
    // That is how an unknown name is answered by the one everybody uses.
    if (folder === undefined) return void response.writeHead(401).end('Repository not found');
    const path = join(folder, file);
    if (!existsSync(path)) return void response.writeHead(404).end('Entry not found');
    const content = readFileSync(path);
    response.writeHead(200, { 'content-length': content.length }).end(content);
  };
}
