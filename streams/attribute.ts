// Writes attributes: their line breaks and tabs are kept, which a reader would otherwise take for spaces.
import { escapeXML } from 'ltx';

const blanks = /[\t\n\r]/gu;
/** What does not stand in an attribute as it is. */
const special = /[&<>"'\t\n\r]/u;

/** The value as it stands between double quotation marks. */
export function attrValue(value: string): string {
  // to look is much cheaper than to replace what is not there
  if (!special.test(value)) return value;
  return escapeXML(value).replace(blanks, blank => `&#${blank.charCodeAt(0)};`);
}

/** One attribute with a space before it; nothing where there is no value. */
export function attr(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${attrValue(value)}"`;
}
