/** True when NFC cannot change the text: no unit at or above U+0300, where combining marks begin. */
function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= 0x300) return false;
  return true;
}

/** Unicode form C. */
export function toNfc(text: string): string {
  return isPlain(text) ? text : text.normalize('NFC');
}

/**
 * The text that all cases of one text share, in any locale: small, capital, then small letters of its NFC form, so that
 * ß, ẞ and SS are one, as are the three sigmas. Turkish dotless ı stays apart from i; İ equals i followed by U+0307.
 */
export function foldCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const nfc = text.normalize('NFC');
  if (nfc.includes('ı')) return nfc.split('ı').map(foldPart).join('ı').normalize('NFC');
  return foldPart(nfc);
}

function foldPart(nfc: string): string {
  return nfc.toLowerCase().toUpperCase().normalize('NFC').toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}
