import { ExternalLink, isWebAddress, shortAddress } from './external-link.js';

/** A licence by the name readers know it by, leading to its text. */
export function Licence({ licence }: { licence: string }) {
  return isWebAddress(licence) ? <ExternalLink href={licence}>{licenceName(licence)}</ExternalLink> : <>{licence}</>;
}

/** `http://creativecommons.org/licenses/by-nc/4.0/` -> `CC BY-NC 4.0`; other addresses are shortened. */
export function licenceName(url: string): string {
  const commons = /creativecommons\.org\/(?:licenses\/([a-z-]+)|(publicdomain\/zero))\/([\d.]+)/i.exec(url);
  if (commons) return `CC ${commons[2] ? '0' : commons[1]!.toUpperCase()} ${commons[3]}`.replace('CC 0', 'CC0');
  return /arxiv\.org\/licenses\/nonexclusive/i.test(url) ? 'arXiv, non-exclusive' : shortAddress(url);
}
