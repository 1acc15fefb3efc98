// What somebody looks for, and how texts are compared with it.
import { equal, is, ok } from 'uvu/assert';
import { isRefusal } from '../../machines/refusal.ts';
import { mostWords, readWanted, topicKey, wantedBytes, wordsOf } from '../../machines/wanted.ts';
import { suite } from '../suite.ts';

/** The question as it is understood, or what is wrong with it. */
function read(topic?: string, words?: string) {
  const wanted = readWanted({ ...(topic === undefined ? {} : { topic }), ...(words === undefined ? {} : { words }) });
  return isRefusal(wanted) ? `${wanted.condition}: ${wanted.text}` : wanted;
}

suite('what is looked for', test => {
  test('is a topic, or words', () => {
    equal(read('Cats & dogs'), { topic: 'Cats & dogs' });
    equal(read(undefined, 'dogs Cats'), { words: 'dogs Cats' });
    equal(read(' ', 'dogs'), { words: 'dogs' });
    equal(read('!', ''), { topic: '!' });
  });

  test('is something', () => {
    const nothing = 'bad-request: Say what to look for: a topic, or words of it. Nothing was given, or only blanks.';
    is(read(), nothing);
    is(read('', ' \n\u3000'), nothing);
    is(read(undefined, '?!'), 'bad-request: There is no word in what is looked for: words are made of letters and digits.');
  });

  test('is one thing', () => {
    is(read('cats', 'dogs'), 'bad-request: Look for a topic or for words, not for both at once.');
  });

  test('has an end', () => {
    const tooLong = 'not-acceptable: What is looked for may have 4096 bytes at most.';
    is(read('x'.repeat(wantedBytes + 1)), tooLong);
    is(read(undefined, 'x'.repeat(wantedBytes + 1)), tooLong);
    is(read('é'.repeat(wantedBytes / 2 + 1)), tooLong);
    is(read('', 'é'.repeat(wantedBytes / 2 + 1)), tooLong);
    equal(read('é'.repeat(wantedBytes / 2)), { topic: 'é'.repeat(wantedBytes / 2) });
  });
});

suite('topics', test => {
  test('are compared without case, width and how wide the gaps are', () => {
    is(topicKey('  Ｃats &\n dogs '), 'cats & dogs');
    is(topicKey('CAFE\u0301'), topicKey('café'));
    is(topicKey('\t \u3000'), '');
  });
});

suite('words', test => {
  test('are letters, marks and digits, each once', () => {
    equal(wordsOf('Cats, dogs: CATS & 3 birds! (what’s new?)'), ['cats', 'dogs', '3', 'birds', 'what', 's', 'new']);
    equal(wordsOf('Ｃafe\u0301 नमस्ते'), ['café', 'नमस्ते']);
    equal(wordsOf('?! …'), []);
  });

  test('are single letters where no blank stands between words', () => {
    equal(wordsOf('猫とdogs ไทย'), ['猫', 'と', 'dogs', 'ไ', 'ท', 'ย']);
    equal(wordsOf('ﾊﾟﾝ'), ['パ', 'ン']);
  });

  test('are no more than so many', () => {
    const many = Array.from({ length: mostWords + 10 }, (_, i) => `w${i}`);
    equal(wordsOf(many.join(' ')), many.slice(0, mostWords));
    ok(mostWords * 2 >= 1_024, 'all of a topic of the usual length');
  });
});
