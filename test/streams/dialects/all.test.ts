// The dialects together: their order, and that no fact and no request is forgotten by all of them.
import { equal, ok } from 'uvu/assert';
import type { OwnFact } from '../../../machines/behaviour-fact.ts';
import type { Fact } from '../../../machines/fact.ts';
import type { Heard } from '../../../machines/request.ts';
import { dialects } from '../../../streams/dialects/all.ts';
import { suite } from '../../suite.ts';
import { golden } from './golden.ts';

// of these types the compiler demands that every one is listed
const facts: Record<Exclude<Fact['type'], OwnFact['type']>, 'said' | 'said by egress' | 'for whoever watches'> = {
  entered: 'said',
  renamed: 'said',
  left: 'said',
  appeared: 'said',
  said: 'said',
  noticed: 'said',
  announced: 'said',
  advised: 'said',
  replied: 'said',
  held: 'said',
  relayed: 'said',
  unanswered: 'said',
  recalled: 'said',
  titled: 'said',
  asked: 'said',
  identified: 'said',
  required: 'said',
  browsed: 'said',
  probed: 'said',
  discovered: 'said',
  answered: 'said',
  listed: 'said',
  led: 'said',
  refused: 'said by egress',
  invited: 'said',
  waiting: 'for whoever watches',
  withdrawn: 'for whoever watches',
  founded: 'for whoever watches',
  dissolved: 'for whoever watches',
  released: 'for whoever watches',
  commanded: 'for whoever watches',
  called: 'for whoever watches',
  due: 'for whoever watches',
  configured: 'for whoever watches',
  replaced: 'for whoever watches',
  reopened: 'for whoever watches',
  closed: 'for whoever watches',
  removed: 'for whoever watches',
  declined: 'for whoever watches',
  failed: 'for whoever watches',
};
const requests: Record<Heard['type'], 'heard' | 'made by ingress'> = {
  present: 'heard',
  enter: 'heard',
  inquire: 'heard',
  say: 'heard',
  relay: 'heard',
  answer: 'heard',
  leave: 'heard',
  bounce: 'heard',
  browse: 'heard',
  probe: 'heard',
  discover: 'heard',
  ask: 'heard',
  'browse service': 'heard',
  find: 'heard',
  follow: 'heard',
  refused: 'made by ingress',
};

const of = (table: object, how: string) =>
  Object.entries(table)
    .filter(([, value]) => value === how)
    .map(([type]) => type)
    .sort();

suite('the dialects', test => {
  test('are asked in this order', () => {
    equal(
      dialects.map(({ name }) => name),
      ['conference', 'groupchat', 'discovery', 'search', 'program', 'leading'],
    );
  });

  test('together say every fact that is for people', () => {
    const said = new Set(dialects.flatMap(({ say, sayOfService }) => [...Object.keys(say), ...Object.keys(sayOfService)]));
    equal([...said].sort(), of(facts, 'said'));
  });

  test('together hear every request that people make', () => {
    const heard = new Set(dialects.flatMap(dialect => golden(dialect).hears.map(pair => pair.of)));
    for (const type of ['nothing', 'refusal']) heard.delete(type);
    equal([...heard].sort(), of(requests, 'heard'));
  });

  test('say a fact only to those to whom their golden files show it', () => {
    for (const dialect of dialects) {
      for (const { title, audiences } of golden(dialect).says)
        ok(audiences.length > 0, `${dialect.name}: ${title}: it is said to nobody`);
    }
  });
});
