/** What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets) but abstracts pasted from elsewhere do. */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
const REFERENCE = /&#(?:x([0-9a-f]{1,8})|(\d{1,10}));/gi;

/**
 * Repairs what servers are known to send although it is not well-formed: control characters, references to them, and
 * ampersands and brackets that stand for themselves. Text that is well-formed may come out changed: for a second try only.
 */
export function repairXml(text: string): string {
  const repaired = text
    .toWellFormed()
    .replace(FORBIDDEN, ' ')
    .replace(REFERENCE, (reference, hex?: string, decimal?: string) => (isCharacter(Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16)) ? reference : ' '))
    .replace(/&(?!(?:#x[0-9a-f]{1,8}|#\d{1,10}|[a-z][\w.-]{0,40});)/gi, '&amp;')
    .replace(/<(?![a-z_/!?])/gi, '&lt;');
  return repaired.includes('<![CDATA[') ? repaired : repaired.replaceAll(']]>', ']]&gt;');
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
