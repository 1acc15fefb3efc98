// The errors that end a stream (RFC 6120, 4.9), each with a sentence for whoever reads the frames.
import { escapeXMLText } from 'ltx';
import { names } from './names.ts';

export type StreamCondition =
  | 'bad-format'
  | 'bad-namespace-prefix'
  | 'host-unknown'
  | 'internal-server-error'
  | 'invalid-from'
  | 'invalid-namespace'
  | 'invalid-xml'
  | 'not-authorized'
  | 'not-well-formed'
  | 'policy-violation'
  | 'resource-constraint'
  | 'restricted-xml'
  | 'system-shutdown'
  | 'unsupported-encoding'
  | 'unsupported-stanza-type'
  | 'unsupported-version';

export interface StreamError {
  readonly condition: StreamCondition;
  readonly text: string;
}

/** A stream error as a value. */
export function streamError(condition: StreamCondition, text: string): StreamError {
  return { condition, text };
}

/** The error as the frame that tells it. */
export function streamErrorFrame({ condition, text }: StreamError): string {
  const told = `<${condition} xmlns='${names.streamErrors}'/><text xmlns='${names.streamErrors}' xml:lang='en'>${escapeXMLText(text)}</text>`;
  return `<stream:error xmlns:stream='${names.streams}'>${told}</stream:error>`;
}
