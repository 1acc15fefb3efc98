// Looking for rooms: an element, and the name of a node, which reads as it is written.
import fc from 'fast-check';
import { equal, is } from 'uvu/assert';
import { isRefusal } from '../../machines/refusal.ts';
import type { Asker } from '../../machines/request.ts';
import { readWanted } from '../../machines/wanted.ts';
import { foundAt, foundIn, nodeOf } from '../../streams/finding.ts';
import { suite } from '../suite.ts';

const asker = { dialect: 'conference' } as Asker;
const find = (attrs: Record<string, string>, xmlns = 'urn:confab:find') => ({
  name: 'find',
  attrs: { xmlns, ...attrs },
  children: [],
});
const query = (...children: ReturnType<typeof find>[]) => ({ name: 'query', attrs: { xmlns: 'jabber:iq:browse' }, children });

suite('looking for rooms', test => {
  test('is asked for in an element of its own', () => {
    equal(foundIn(query(find({ topic: 'Cats' })), asker), {
      type: 'find',
      dialect: 'conference',
      as: 'browse',
      wanted: { topic: 'Cats' },
    });
    is(foundIn(query(), asker), undefined);
    is(foundIn(query(find({ topic: 'Cats' }, 'urn:toys')), asker), undefined);
  });

  test('is not asked for by the nodes of others', () => {
    for (const node of ['toys', 'urn:confab:find', 'urn:confab:finder:words:cats']) is(foundAt(node, 'items', asker), undefined);
  });

  test('has for every question a node that asks the same', () => {
    fc.assert(
      fc.property(
        fc.record({ by: fc.constantFrom('topic', 'words'), text: fc.string({ unit: 'binary', maxLength: 30 }) }),
        given => {
          const wanted = readWanted({ [given.by]: given.text });
          if (isRefusal(wanted)) return;
          const heard = foundAt(nodeOf(wanted), 'items', asker);
          equal(heard && 'wanted' in heard ? heard.wanted : heard, wanted);
        },
      ),
    );
  });
});
