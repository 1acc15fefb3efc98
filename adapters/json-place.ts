// Finds where a text stops being JSON: what the runtimes say of it differs, and often names no place.

/**
 * The offset of the first character that cannot be there, and what should be, in words; undefined where all is JSON.
 * The end of the text is its length.
 */
export function jsonFault(text: string): { readonly at: number; readonly expected: string } | undefined {
  let at = 0;
  const skip = () => {
    while (' \t\n\r'.includes(text[at] ?? '-')) at++;
  };
  const take = (pattern: RegExp): boolean => {
    const found = new RegExp(pattern.source, 'yu');
    found.lastIndex = at;
    const length = found.exec(text)?.[0].length ?? 0;
    at += length;
    return length > 0;
  };
  const fail = (expected: string): never => {
    throw { at, expected };
  };
  const list = (close: string, entry: () => void) => {
    at++;
    skip();
    if (text[at] === close) {
      at++;
      return;
    }
    for (;;) {
      entry();
      skip();
      if (text[at] === close) break;
      if (text[at] !== ',') fail(`a comma or ${close} is expected`);
      at++;
      skip();
      if (text[at] === close) fail(`there must be no comma before ${close}`);
    }
    at++;
  };
  const string = () => {
    if (text[at] !== '"') fail('a name in double quotes is expected');
    if (take(/"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/u)) return;
    take(/"(?:[ !#-[\]-\u{10ffff}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/u);
    fail('this text does not end on its line, or has a backslash that means nothing');
  };
  const entry = () => {
    string();
    skip();
    if (text[at] !== ':') fail('a colon is expected');
    at++;
    value();
  };
  const value = () => {
    skip();
    if (text[at] === '{') list('}', entry);
    else if (text[at] === '[') list(']', value);
    else if (text[at] === '"') string();
    else if (!take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/)) fail('a value is expected');
  };
  try {
    value();
    skip();
    if (at < text.length) fail('nothing more is expected');
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return { at, expected: 'it is nested too deep' };
    return error as { at: number; expected: string };
  }
}

/** `line 3, column 7`, counted from 1. */
export function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  return `line ${before.split('\n').length}, column ${at - before.lastIndexOf('\n')}`;
}
