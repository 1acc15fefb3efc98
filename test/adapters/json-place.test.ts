import { equal, is } from 'uvu/assert';
import { jsonFault, lineAndColumn } from '../../adapters/json-place.ts';
import { suite } from '../suite.ts';

const faultOf = (text: string) => {
  const fault = jsonFault(text);
  return fault && `${lineAndColumn(text, fault.at)}: ${fault.expected}`;
};

suite('json place', test => {
  test('finds nothing in JSON', () => {
    const texts = ['{}', ' [1, -2.5e+3, "a\\u00e9\\n", true, false, null, {"a": {"b": []}}] ', '"\u007f\u2028"', '0'];
    for (const text of texts) {
      JSON.parse(text);
      is(jsonFault(text), undefined, text);
    }
  });

  test('finds the first place where a text stops being JSON, and says what should be there', () => {
    const texts: [string, string][] = [
      ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: a comma or } is expected'],
      ['{"a": 1,}', 'line 1, column 9: there must be no comma before }'],
      ['[1, 2,\n]', 'line 2, column 1: there must be no comma before ]'],
      ['[1 2]', 'line 1, column 4: a comma or ] is expected'],
      ["{'a': 1}", 'line 1, column 2: a name in double quotes is expected'],
      ['{a: 1}', 'line 1, column 2: a name in double quotes is expected'],
      ['{"a" 1}', 'line 1, column 6: a colon is expected'],
      ['{"a": }', 'line 1, column 7: a value is expected'],
      ['{"a": 01}', 'line 1, column 7: a value is expected'],
      ['{"a": truely}', 'line 1, column 7: a value is expected'],
      ['{"a": "b\nc"}', 'line 1, column 9: this text does not end on its line, or has a backslash that means nothing'],
      ['{"a": "\\x"}', 'line 1, column 8: this text does not end on its line, or has a backslash that means nothing'],
      ['{"a": 1', 'line 1, column 8: a comma or } is expected'],
      ['{} {}', 'line 1, column 4: nothing more is expected'],
      ['', 'line 1, column 1: a value is expected'],
      ['// no', 'line 1, column 1: a value is expected'],
    ];
    for (const [text, fault] of texts) {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      equal([isJson, faultOf(text)], [false, fault]);
    }
  });

  test('bears what is nested without end', () => is(jsonFault('['.repeat(200_000))?.expected, 'it is nested too deep'));
});
