export { bibtex } from './bibtex.js';
export { cslJson, type CslItem } from './csl.js';
export { decodeTex } from './decode-tex.js';
export { citationKey } from './key.js';
export { ris } from './ris.js';
