// HTML as plain text on one line.
import { is } from 'uvu/assert';
import { plain, textOfHtml } from '../../../adapters/effects/plain-text.ts';
import { suite } from '../../suite.ts';

suite('plain text', test => {
  test('is what a page says, without its marks', () => {
    is(textOfHtml('<p>One <b>two</b></p><p>three<br>four</p>', 100), 'One two three four');
    is(textOfHtml(`<i>${'x'.repeat(3_300)}</i>`, 100).length, 100);
    is(textOfHtml(`${'<b>'.repeat(2_000)}late`, 100), '', 'no more is read than could be shown');
    is(textOfHtml('a<script>b</script><style>c</style><!-- d -->e', 100), 'ae');
    is(textOfHtml('&lt;b&gt; &amp; &eacute;&#x1F600; &nbsp; &bogus; 1 < 2', 100), '<b> & é😀 &bogus; 1 < 2');
    is(textOfHtml('<p title="&quot;>">unclosed <i>', 100), 'unclosed');
    is(textOfHtml('</script>a</style>', 100), 'a');
  });

  test('is one line of bounded length', () => {
    is(plain(' a\n\tb  c ', 10), 'a b c');
    is(plain('abcdef', 5), 'abcd…');
    is(plain('ab cdef', 4), 'ab…');
    is(plain('abc😀def', 5), 'abc…');
    is(textOfHtml(`${'a'.repeat(50)}<b>${'b'.repeat(50)}</b>`, 10), 'aaaaaaaaa…');
  });

  test('has nothing that cannot be shown', () => {
    is(plain('a\u0000b\u001fc\ud800d\u202ee\ufefff\u0085g\uffffh', 100), 'abcdefgh');
    is(plain('👨‍👩‍👧 é', 100), '👨‍👩‍👧 é');
  });
});
