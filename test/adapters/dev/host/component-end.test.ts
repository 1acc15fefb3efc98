import { setImmediate } from 'node:timers';
import type { Element } from '@xmpp/xml';
import { parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { ComponentEnd } from '../../../../adapters/dev/host/component-end.ts';
import { suite } from '../../../suite.ts';

const turn = () => new Promise<void>(done => setImmediate(done));
const message = (id: number | string) => parse(`<message id='${id}'/>`) as unknown as Element;

function setUp(most = 10) {
  const routed: string[] = [];
  const bounced: string[] = [];
  const logged: string[] = [];
  const crowded: boolean[] = [];
  const end: ComponentEnd = new ComponentEnd({
    domain: 'rooms.localhost',
    most,
    route: stanza => routed.push(stanza.toString()),
    bounce: stanza => bounced.push(String(stanza.attrs.id)),
    onCrowded: () => crowded.push(end.isCrowded),
    log: sentence => logged.push(sentence),
  });
  const heard: string[] = [];
  const listen = () => void end.on('element', (stanza: Element) => heard.push(String(stanza.attrs.id)));
  return { end, routed, bounced, logged, crowded, heard, listen };
}

suite('the end of a component', test => {
  test('routes what is written in a later turn, in order, however it was cut, and says when', async () => {
    const { end, routed } = setUp();
    const text = `<message id='1'><body>caf\u00e9</body></message><iq id='2'/><presence id='3'/>`;
    const bytes = new TextEncoder().encode(text);
    const done: string[] = [];
    for (const at of [0, 20, 40]) {
      const piece = bytes.slice(at, at === 40 ? undefined : at + 20);
      end.socket!.write(piece, error => done.push(`${at} ${routed.length} ${error ?? 'well'}`));
      // the writer may use its bytes for something else
      piece.fill(0);
    }
    equal([routed, done, end.socket!.writableLength], [[], [], bytes.length]);
    await turn();
    equal(routed, ['<message id="1"><body>caf\u00e9</body></message>', '<iq id="2"/>', '<presence id="3"/>']);
    equal(done, ['0 0 well', '20 0 well', '40 3 well']);
    is(end.socket!.writableLength, 0);
  });

  test('hears in later turns, in order, and what nobody takes comes back', async () => {
    const { end, heard, bounced, listen } = setUp();
    end.tell(message('early'));
    await turn();
    equal(bounced, ['early']);
    listen();
    for (let id = 0; id < 300; id++) end.tell(message(id));
    equal(heard, []);
    await turn();
    ok(heard.length < 300, 'others have a turn between');
    await turn();
    equal(
      heard,
      Array.from({ length: 300 }, (_, id) => String(id)),
    );
  });

  test('is told nothing while it is paused, and lets know when too much waits', async () => {
    const { end, heard, crowded, listen } = setUp(4);
    listen();
    end.socket!.pause();
    for (let id = 0; id < 6; id++) end.tell(message(id));
    await turn();
    equal([heard, crowded], [[], [true]]);
    end.socket!.resume();
    await turn();
    equal([heard.length, crowded], [6, [true, false]]);
  });

  test('can be paused by whoever hears', async () => {
    const { end, heard, listen } = setUp();
    listen();
    end.on('element', () => end.socket!.pause());
    for (let id = 0; id < 3; id++) end.tell(message(id));
    await turn();
    await turn();
    equal(heard, ['0']);
    end.socket!.resume();
    await turn();
    equal(heard, ['0', '1']);
  });

  test('loses its link as a socket would, and has it back in a later turn', async () => {
    const { end, bounced, listen, heard, routed } = setUp();
    listen();
    const seen: string[] = [];
    const statuses = (what: string) => () => seen.push(`${what} ${end.status} ${end.socket === null}`);
    end.on('disconnect', statuses('disconnect'));
    end.on('online', statuses('online'));
    const { socket } = end;
    const errors: string[] = [];
    socket!.write(`<message id='lost'/>`, error => errors.push(String(error)));
    end.tell(message('lost'));
    socket!.destroy();
    socket!.destroy();
    equal(bounced, ['lost']);
    is(socket!.writable, false);
    socket!.write(`<message id='late'/>`, error => errors.push(String(error)));
    end.tell(message('late'));
    await turn();
    await turn();
    equal(seen, ['disconnect disconnect true', 'online online false']);
    equal(errors, ['Error: The link was lost.', 'Error: The link is closed.']);
    equal(routed, []);
    end.tell(message('new'));
    await turn();
    is(heard.at(-1), 'new');
    ok(end.socket !== socket);
  });

  test('is opened anew after what cannot be read, which is logged', async () => {
    const { end, logged, routed } = setUp();
    const online = new Promise(resolve => end.once('online', resolve));
    end.socket!.write(`<message id='1'></presence>`);
    await online;
    match(logged[0]!, /^rooms\.localhost wrote a tag that is not well-formed: its link is opened anew\.$/);
    end.socket!.write(`<message id='2'/>`);
    await turn();
    equal(routed, ['<message id="2"/>']);
  });

  test('is opened anew after a stanza that no server takes', async () => {
    const { end, logged, routed } = setUp();
    const online = new Promise(resolve => end.once('online', resolve));
    end.socket!.write(`<message id='1'/><message id='2'><body>${'x'.repeat(1_100_000)}</body></message>`);
    await online;
    match(logged[0]!, /wrote a stanza that no server takes/);
    equal(routed, ['<message id="1"/>']);
  });

  test('brings everything back once it is closed', async () => {
    const { end, bounced, listen } = setUp();
    listen();
    end.close();
    end.close();
    end.restart();
    end.tell(message('1'));
    await turn();
    equal([bounced, end.status, end.socket], [['1'], 'disconnect', null]);
  });

  test('stays closed when that is what comes after it was lost', async () => {
    const { end } = setUp();
    end.restart();
    end.close();
    await turn();
    is(end.socket, null);
  });
});
