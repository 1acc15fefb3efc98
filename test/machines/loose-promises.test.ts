// What behaviours give back where nobody looks: promises that fail later end nothing, and what is no list, hold or
// object is said to be none.
import { equal, is, match, throws } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { stage } from '../../adapters/testing/testing.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import { kind } from '../../machines/kind.ts';
import { suite } from '../suite.ts';

interface Gives {
  readonly said?: () => unknown;
  readonly rule?: () => unknown;
  readonly requires?: () => unknown;
}

function giver({ said, rule, requires }: Gives): Behaviour {
  return {
    name: 'giver',
    about: 'Gives back anything.',
    requests: { go: { about: 'Nothing.', who: 'anyone', word: 'go' } },
    defers: { speak: ['go'] },
    rules: { speak: () => rule?.() },
    hears: { said: () => said?.(), go: () => undefined },
    ...(requires ? { requires } : {}),
  } as unknown as Behaviour;
}

/** What it is blamed for, and what was rejected without anybody waiting for it. */
async function blamedFor(gives: Gives): Promise<{ faults: string[]; loose: number }> {
  let loose = 0;
  const count = () => loose++;
  process.on('unhandledRejection', count);
  const room = stage(giver(gives), { onFault: 'keep' });
  const woody = room.person('woody');
  woody.asks('<query xmlns="jabber:iq:conference"/>');
  woody.enters().says('hello');
  for (let turn = 0; turn < 3; turn++) await new Promise(resolve => setImmediate(resolve));
  process.off('unhandledRejection', count);
  return { faults: room.faults().map(fault => (fault as Error).message), loose };
}

const late = () => Promise.reject(new Error('later')) as never;
const element = () => ({ name: 'a', attrs: {}, children: [late()] });

const cases: Record<string, readonly [Gives, RegExp]> = {
  'several facts': [{ said: () => ({ facts: [late(), late()] }) }, /a fact has a type/],
  'a hold': [{ said: () => ({ grant: [late()] }) }, /a hold is one of scope\.holds, not a promise/],
  'no hold': [{ said: () => ({ grant: [null] }) }, /a hold is one of scope\.holds, not null/],
  lists: [{ said: () => ({ of: late(), remove: late(), turnDown: late() }) }, /of is a list, not a promise/],
  'a slot of somebody': [{ said: () => ({ of: [[{}, late()]] }) }, /what is kept is an object with names in it, not a promise/],
  'a reply to nobody': [{ said: () => ({ reply: late() }) }, /a reply is for an own request/],
  'something unknown': [{ said: () => ({ later: late() }) }, /a reaction has no “later”/],
  'a payload': [{ said: () => ({ facts: [{ type: 'announced', text: 'x', payload: [element()] }] }) }, /cannot be the name/],
  'a deferral': [{ rule: () => ({ defer: late() }) }, /a ruling is nothing, a refusal/],
  'the end of a deferral': [{ rule: () => ({ defer: { until: 1, late: late(), text: '' } }) }, /a ruling is nothing, a refusal/],
  'what it requires': [{ requires: late }, /what it requires is an object such as \{secret: true\}, not a promise/],
};

suite('what nobody looks at', test => {
  for (const [what, [gives, fault]] of Object.entries(cases)) {
    test(`ends nothing where it is a promise for ${what}`, async () => {
      const { faults, loose } = await blamedFor(gives);
      is(faults.length > 0, true);
      for (const one of faults) match(one, fault);
      equal(loose, 0);
    });
  }

  test('is named when a room of the configuration cannot begin with it', () => {
    const never = {
      ...giver({}),
      data: () => {
        throw new Error('there is nothing to begin with');
      },
    };
    const kinds = [kind({ name: 'never', about: 'Cannot begin.', listed: true }, [never])];
    throws(
      () => makeEngine({ domain: 'rooms.example', rooms: [{ name: 'hall', kind: 'never' }] }, { kinds, write: () => {} }),
      /giver, the data that it begins with: there is nothing to begin with/,
    );
  });
});
