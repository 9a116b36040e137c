type Repository = (path: string[], saysCode: boolean, url: URL) => string | undefined;

const NAME = /^[A-Za-z0-9_][\w.-]*$/;
// First path segments of GitHub and GitLab that are no owners.
const NO_OWNER = new Set(['features', 'topics', 'search', 'orgs', 'marketplace', 'sponsors', 'about', 'explore', 'login', 'settings', 'users']);
const NO_MODEL = new Set(['papers', 'docs', 'blog', 'join', 'posts', 'tasks', 'learn', 'collections', 'organizations']);

const HOSTS: ReadonlyMap<string, Repository> = new Map<string, Repository>([
  ['github.com', (path, saysCode) => ownerAndName('github.com', path, saysCode)],
  ['bitbucket.org', (path, saysCode) => ownerAndName('bitbucket.org', path, saysCode)],
  ['codeberg.org', (path, saysCode) => ownerAndName('codeberg.org', path, saysCode)],
  ['gist.github.com', (_path, _saysCode, url) => whole(url)],
  ['anonymous.4open.science', (path, _saysCode, url) => (path.length > 0 ? whole(url) : undefined)],
  ['huggingface.co', huggingFace],
  ['hf.co', huggingFace],
  ['sourceforge.net', (path) => (/^(?:projects|p)$/.test(path[0] ?? '') && path[1] ? `https://sourceforge.net/projects/${path[1]}` : undefined)],
  ['zenodo.org', (path, saysCode, url) => (saysCode && path.length > 1 ? whole(url) : undefined)],
  ['doi.org', zenodoDoi],
  ['dx.doi.org', zenodoDoi],
]);

const PROJECT_HOST = /(?:^projects?\.|\.github\.io$|\.gitlab\.io$|\.netlify\.app$|\.vercel\.app$|\.streamlit\.app$|^sites\.google\.com$)/;
const PUBLISHER =
  /(?:^|\.)(?:arxiv\.org|doi\.org|openreview\.net|acm\.org|ieee\.org|springer\.com|springerlink\.com|sciencedirect\.com|nature\.com|wiley\.com|aps\.org|aip\.org|iop\.org|mlr\.press|wikipedia\.org|creativecommons\.org|orcid\.org|aclanthology\.org|imstat\.org|projecteuclid\.org|handle\.net|youtu\.be|youtube\.com|vimeo\.com|twitter\.com|x\.com)$/;

/**
 * The address of the code that a URL leads to, without what follows the repository's name; undefined when it leads to
 * no code. `saysCode`: whether the words around it speak of code, which decides where a host holds other things too.
 */
export function codeAddress(url: URL, saysCode: boolean): string | undefined {
  const host = hostOf(url);
  const path = url.pathname.split('/').filter(Boolean);
  if (/^[a-z0-9-]+\.sourceforge\.(?:net|io)$/.test(host)) return whole(url);
  if (host.startsWith('gitlab.')) return ownerAndName(host, beforeDash(path), saysCode);
  return HOSTS.get(host)?.(path, saysCode, url);
}

/** Whether a host holds code and little else: what is there and no repository is no project page either. */
export function isCodeHost(url: URL): boolean {
  return HOSTS.has(hostOf(url)) || hostOf(url).startsWith('gitlab.');
}

export function isProjectHost(url: URL): boolean {
  return PROJECT_HOST.test(hostOf(url));
}

/** Publishers, archives, licences and videos: never a project page, whatever the words around say. */
export function isPublisher(url: URL): boolean {
  return PUBLISHER.test(hostOf(url));
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^www\./, '');
}

function whole(url: URL): string {
  return url.href.replace(/\/$/, '');
}

function ownerAndName(host: string, path: string[], saysCode: boolean): string | undefined {
  const [owner = '', name = ''] = path;
  if (!NAME.test(owner) || NO_OWNER.has(owner.toLowerCase())) return undefined;
  if (name === '') return saysCode ? `https://${host}/${owner}` : undefined;
  const rest = host.startsWith('gitlab.') ? path.slice(1) : [name];
  const repository = rest.join('/').replace(/\.git$/, '');
  return rest.every((part) => NAME.test(part)) ? `https://${host}/${owner}/${repository}` : undefined;
}

/** GitLab's groups nest; what is inside a repository stands behind a dash, in older addresses behind `tree` or `blob`. */
function beforeDash(path: string[]): string[] {
  const end = path.findIndex((part) => /^(?:-|tree|blob)$/.test(part));
  return end < 0 ? path : path.slice(0, end);
}

/** Models, data sets and spaces; an owner's page only when the words say code. */
function huggingFace(path: string[], saysCode: boolean): string | undefined {
  const [first = '', second = '', third = ''] = path;
  if (first === 'datasets' || first === 'spaces') {
    return NAME.test(second) && NAME.test(third) ? `https://huggingface.co/${first}/${second}/${third}` : undefined;
  }
  if (NO_MODEL.has(first) || !NAME.test(first)) return undefined;
  if (second === '') return saysCode ? `https://huggingface.co/${first}` : undefined;
  return NAME.test(second) ? `https://huggingface.co/${first}/${second}` : undefined;
}

function zenodoDoi(path: string[], saysCode: boolean): string | undefined {
  const [prefix, name = ''] = path;
  return saysCode && prefix === '10.5281' && name.startsWith('zenodo.') ? `https://doi.org/10.5281/${name}` : undefined;
}
