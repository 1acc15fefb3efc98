// XML in lines that are easy to read: what is within is indented, an element with only text stays in one line.
// It never fails: what is not XML comes out as it is. Only words in, only words out; nothing is put into a page here.

export interface XmlPiece {
  readonly text: string;
  readonly role: 'mark' | 'name' | 'attribute' | 'value' | 'text';
}

export interface XmlLine {
  readonly depth: number;
  readonly pieces: readonly XmlPiece[];
}

const most = 20_000;
const token = /<(?:[^"'<>]|"[^"]*"|'[^']*')*>|[^<]+|</g;

/** The lines; of a very long text the beginning. */
export function xmlLines(xml: string): readonly XmlLine[] {
  const tokens = xml.slice(0, most).match(token) ?? [];
  const lines: XmlLine[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.length; i++) {
    const one = tokens[i]!;
    if (isEnd(one)) {
      depth = Math.max(0, depth - 1);
      lines.push({ depth, pieces: tagPieces(one) });
    } else if (isStart(one)) {
      const text = isTag(tokens[i + 1]) ? '' : (tokens[i + 1] ?? '');
      const end = tokens[i + (text === '' ? 1 : 2)];
      if (end !== undefined && isEnd(end)) {
        lines.push({ depth, pieces: [...tagPieces(one), ...textPieces(text), ...tagPieces(end)] });
        i += text === '' ? 1 : 2;
      } else {
        lines.push({ depth, pieces: tagPieces(one) });
        depth++;
      }
    } else if (isTag(one)) lines.push({ depth, pieces: tagPieces(one) });
    else if (one.trim() !== '') lines.push({ depth, pieces: textPieces(one.trim()) });
  }
  const rest = xml.length - most;
  return rest > 0 ? [...lines, { depth: 0, pieces: [{ text: `… ${rest} more characters`, role: 'mark' }] }] : lines;
}

function isTag(one: string | undefined): boolean {
  return one !== undefined && one.length > 2 && one.startsWith('<') && one.endsWith('>');
}

function isEnd(one: string): boolean {
  return isTag(one) && one.startsWith('</');
}

function isStart(one: string): boolean {
  return isTag(one) && !isEnd(one) && !one.endsWith('/>') && !/^<[?!]/.test(one);
}

function textPieces(text: string): readonly XmlPiece[] {
  return text === '' ? [] : [{ text, role: 'text' }];
}

function tagPieces(tag: string): readonly XmlPiece[] {
  const [, open = '<', name = '', inner = '', close = '>'] = /^(<[/?!]?)([^\s/>]*)([\s\S]*?)(\/?>)$/.exec(tag) ?? [];
  return [{ text: open, role: 'mark' }, { text: name, role: 'name' }, ...attributePieces(inner), { text: close, role: 'mark' }];
}

function attributePieces(inner: string): readonly XmlPiece[] {
  const parts = inner.match(/"[^"]*"|'[^']*'|[^"']+/g) ?? [];
  return parts.map(text => ({ text, role: /^["']/.test(text) ? 'value' : 'attribute' }));
}
