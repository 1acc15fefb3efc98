// Data forms (XEP-0004), as far as they are needed: written as text, and read from a tree.
import type { Tree } from '../machines/stanza.ts';
import { attr } from './attribute.ts';
import { ns } from './namespaces.ts';
import { textElement } from './template.ts';
import { childNamed, textOf } from './tree.ts';

export interface Field {
  readonly name: string;
  readonly type: 'hidden' | 'text-single' | 'jid-single';
  readonly label?: string;
  readonly value?: string;
}

/** A field of a form, or of its result. */
export function fieldElement({ name, type, label, value }: Field): string {
  const attrs = `${attr('var', name)}${attr('type', type)}${attr('label', label)}`;
  return value === undefined ? `<field${attrs}/>` : `<field${attrs}>${textElement('value', value)}</field>`;
}

/**
 * @param inner its fields and items, which are XML already; the field that says what form it is comes before them
 * @param words title and instructions, which come first
 */
export function formElement(type: 'form' | 'result', formType: string, inner: string, words = ''): string {
  const first = fieldElement({ name: 'FORM_TYPE', type: 'hidden', value: formType });
  return `<x xmlns="${ns.dataForm}" type="${type}">${words}${first}${inner}</x>`;
}

/** The first values of a form's fields, by their names; the first of a name counts. */
export function fieldsOf(form: Tree): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const child of form.children) {
    if (typeof child === 'string' || child.name !== 'field' || child.attrs.xmlns !== undefined) continue;
    const { var: name } = child.attrs;
    const value = childNamed(child.children, 'value');
    if (name !== undefined && value && !fields.has(name)) fields.set(name, textOf(value));
  }
  return fields;
}
