// What is recorded while people talk decides the same when it is replayed, and tells nothing of them.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { Append } from '../../../adapters/recording/append.ts';
import { type RecordOptions, recordings } from '../../../adapters/recording/recordings.ts';
import { replay } from '../../../adapters/recording/replay.ts';
import type { RoomJid } from '../../../machines/address.ts';
import { Conversation } from '../../machines/conversation.ts';
import { presenceOf, roomJid, tree } from '../../machines/visitor.ts';
import { suite } from '../../suite.ts';
import { temporaryFolder } from '../folder.ts';
import { type Move, moves, play, scene, secrets, telling } from './recorded-talk.ts';

/** The files that were written, by name. */
function memory() {
  const files = new Map<string, string>();
  const append: Append = async (path, lines, size) => {
    files.set(path, (files.get(path) ?? '') + Buffer.from(lines).toString('utf8'));
    return size + lines.length;
  };
  return { files, append };
}

const dir = temporaryFolder().path;

function begin(talk: Conversation) {
  const report = (error: unknown) => {
    throw error;
  };
  return recordings({ service: talk.service, address: room => roomJid(room) as RoomJid, version: '0', report });
}

/** Records a conversation from its beginning, or from the middle of it on. */
async function recorded(all: readonly Move[], from: number, options: Omit<RecordOptions, 'dir'> = {}): Promise<string[]> {
  const talk = new Conversation(scene);
  for (const one of all.slice(0, from)) play(talk, one);
  const { files, append } = memory();
  const stop = begin(talk).record({ dir, ...options }, { append });
  for (const one of all.slice(from)) play(talk, one);
  await stop();
  return [...files.values()];
}

function isReplayed(text: string): void {
  const { different, differences, problem } = replay(text);
  if (problem) throw new Error(`${problem.message}\n${text}`);
  if (different > 0) throw new Error(`${JSON.stringify(differences[0], null, 1)}\n${text}`);
}

function tellsNothing(text: string, words: readonly string[]): void {
  const lower = text.toLowerCase();
  const found = words.find(word => lower.includes(word));
  if (found) throw new Error(`“${found}” is in it: ${lower.split('\n').find(line => line.includes(found))}`);
}

suite('a recording', test => {
  test('is replayed as it was, from the beginning and from the middle, and tells nothing', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.nat(60), async (all, from) => {
        for (const text of await recorded(all, Math.min(from % 3 === 0 ? from : 0, all.length))) {
          tellsNothing(text, [...telling, ...secrets]);
          isReplayed(text);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('is replayed as it was with texts and with names, and never tells a secret', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.boolean(), fc.boolean(), async (all, texts, names) => {
        for (const text of await recorded(all, 0, { texts, names })) {
          tellsNothing(text, secrets);
          isReplayed(text);
        }
      }),
      { numRuns: 80 },
    );
  });

  test('has what people say, or their names, where it is asked to', async () => {
    const talk: Move[] = [
      { does: 'join', who: 'potato', room: 'attic', nick: 'Potato' },
      {
        does: 'enter',
        who: 'potato',
        room: 'attic',
        nicks: ['Potato'],
        privacy: false,
        hidden: false,
        secret: 'kindword',
        title: undefined,
      },
      { does: 'say', who: 'potato', room: 'attic', body: 'Zurg!', subject: undefined },
    ];
    const [plain = ''] = await recorded(talk, 0);
    const [texts = ''] = await recorded(talk, 0, { texts: true });
    const [names = ''] = await recorded(talk, 0, { names: true });
    const has = (text: string) => [text.includes('Zurg!'), text.includes('potato@pizzaplanet')];
    equal([plain, texts, names].map(has), [
      [false, false],
      [true, false],
      [false, true],
    ]);
  });

  test('of a board and of a page is replayed as it was, without what is drawn there', async () => {
    const talk = new Conversation({
      create: 'anyone',
      rooms: [
        { name: 'board', kind: 'whiteboard' },
        { name: 'toys.example=2fnews', kind: 'url', behaviours: { page: { sites: ['toys.example'] } } },
      ],
    });
    const { files, append } = memory();
    const stop = begin(talk).record({ dir }, { append });
    const woody = talk.visitor('woody');
    for (const room of ['board', 'toys.example=2fnews']) woody.join(room);
    const draw = (attrs: Record<string, string>) =>
      woody.say('board', undefined, { payload: [tree('stroke', { xmlns: 'urn:confab:whiteboard', ...attrs })] });
    draw({ d: 'M0 0L27 39.5', colour: 'tomato', width: '0.5', id: 'a' });
    draw({ d: 'M0 0 A5 5 0 0 1 28 40', colour: '#abcdef' });
    draw({ d: 'nonsense' });
    woody.say('board', '!undo 2');
    woody.say('board', '!clear');
    woody.present(
      'toys.example=2fnews',
      presenceOf('there', tree('location', { xmlns: 'urn:confab:location', fragment: 'buzz', offset: '0.123456' })),
    );
    await stop();
    const texts = [...files.values()];
    is(texts.length, 2);
    ok(texts[0]!.includes('commanded whiteboard'), texts[0]);
    for (const text of texts) {
      tellsNothing(text, ['woody', 'buzz', '39.5', ' 28 40']);
      isReplayed(text);
    }
  });

  test('of the latest requests is replayed where the first is there, and says where it is not', async () => {
    await fc.assert(
      fc.property(moves, all => {
        const talk = new Conversation({ ...scene, limits: { ...scene.limits, ring: 30 } });
        const { recording } = begin(talk);
        for (const one of all) play(talk, one);
        for (const [jid, { ring }] of talk.desk.rooms) {
          if (!ring) continue;
          const text = recording(jid.split('@')[0]!);
          tellsNothing(text, [...telling, ...secrets]);
          const isCut = text.includes('"cut":true');
          const hasSurvey = ring.latest(jid).some(({ type }) => type === 'survey');
          is(isCut, ring.total > 30 || hasSurvey);
          if (!isCut) isReplayed(text);
          ok(text.split('\n').length > Math.min(ring.total, 30));
        }
      }),
      { numRuns: 50 },
    );
  });
});
