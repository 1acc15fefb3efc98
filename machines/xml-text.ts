// Which texts XML can carry.

/** What may not stand in XML 1.0 (section 2.2). */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

export function isXmlText(text: string): boolean {
  return !forbidden.test(text);
}
