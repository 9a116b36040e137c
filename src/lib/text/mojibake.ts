// What Windows-1252 shows for the bytes 0x80 to 0x9f; the five it leaves open stand for themselves, as in Latin-1.
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const BYTE_OF = new Map([...WINDOWS_1252].map((character, index) => [character.codePointAt(0) ?? 0, 0x80 + index]));
const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// A lead byte, as Latin-1 shows it, and something that can stand for a continuation byte.
const SUSPECT = /[\xc2-\xf4][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ‘’“”•–—˜™š›œžŸ]/;
// One pair alone may be meant as it stands unless it begins with the letters that mojibake usually begins with.
const USUAL = /[ÃÂÄÅÎÏÐÑ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ‘’“”•–—˜™š›œžŸ]|[âïðàã][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ‘’“”•–—˜™š›œžŸ]{2}/;

/**
 * Undoes "UTF-8 read as Windows-1252 or Latin-1" (`Ã©` for `é`, `â€™` for `’`).
 * Only when every character of the string is such a byte and all of them together are valid UTF-8; else as it was.
 */
export function repairMojibake(text: string): string {
  const decoded = SUSPECT.test(text) && USUAL.test(text) ? decodedAgain(text) : undefined;
  if (decoded === undefined) return text;
  if (!/[\x80-\x9f]/.test(decoded)) return decoded;
  // A control character is no improvement, unless it is a byte of what was garbled twice.
  const further = repairMojibake(decoded);
  return further === decoded ? text : further;
}

function decodedAgain(text: string): string | undefined {
  const bytes = bytesBehind(text);
  try {
    return bytes && STRICT_UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function bytesBehind(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const byte = BYTE_OF.get(code) ?? code;
    if (byte > 0xff) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}
