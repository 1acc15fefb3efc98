// How a scenario says that it failed: where, what was expected, what came instead and why that does not do.
import type { Bindings } from './holes.ts';
import type { Mailbox } from './mailbox.ts';
import { match } from './pattern.ts';
import type { Stanza } from './sentence.ts';
import { write, type Xml } from './xml.ts';

export class ScenarioFailure extends Error {
  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
    this.name = 'ScenarioFailure';
  }
}

/** The words for a stanza that differs from what was expected. */
export function differs(mailbox: Mailbox, expected: Stanza, got: Xml, reasons: readonly string[]): string {
  const why = reasons.map(reason => `  - ${reason}`).join('\n');
  return `${mailbox.client} expected\n${indent(expected.source)}\nbut received\n${write(got, '  ')}\nbecause\n${why}`;
}

/** The words for a stanza that never came. */
export function missing(mailbox: Mailbox, expected: Stanza, bindings: Bindings): string {
  const nearest = mailbox.inbox.find(got => match(expected.pattern, got, bindings).matched);
  const hint = nearest === undefined ? '' : ' (it is there, and does not fit in the order that was asked for)';
  return `${mailbox.client} expected\n${indent(expected.source)}\nbut received nothing more${hint}`;
}

/** The words for stanzas that nobody expected. */
export function unexpected(mailbox: Mailbox, stanzas: readonly Xml[]): string {
  return `${mailbox.client} received what was not expected\n${stanzas.map(stanza => write(stanza, '  ')).join('\n')}`;
}

const indent = (source: string): string => source.replace(/^/gm, '  ');
