// A thousand people talking when the link is lost, for real: a server that is killed, and an engine that is killed. Who is
// still there is found out at a pace, on a clock that only the test moves; nothing here depends on how long anything takes.
import type { LookupFunction } from 'node:net';
import type { Element } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import type { AttachedEngine } from '../../adapters/attach.ts';
import { VirtualClock } from '../../adapters/testing/virtual-clock.ts';
import type { Fact, FactOf } from '../../machines/fact.ts';
import { type Folder, temporaryFolder } from '../adapters/folder.ts';
import { runProgram, startProgram } from '../adapters/program.ts';
import type { ComponentAccess } from '../servers/real-server.ts';
import { serverNames, whenServer } from '../servers/when-server.ts';
import { beside, nextOnline } from './beside.ts';
import { connectMass, type Mass } from './mass.ts';

const service = 'rooms.localhost';
const roomCount = 40;
const roomSize = 25;
const rooms = Array.from({ length: roomCount }, (_, i) => ({ name: `r${i}`, kind: 'public' }));
const crowd = { domain: 'crowd.localhost', secret: 'many' };
const ghosts = { domain: 'ghosts.localhost', secret: 'few' };
/** In each room. */
const ghostCount = 2;

interface One {
  readonly jid: string;
  readonly nick: string;
  readonly room: string;
  readonly isGhost: boolean;
  readonly dialect: 'conference' | 'groupchat';
}

/** Half of each protocol in each room, and two who will not come back where there are ghosts. */
function people({ withGhosts }: { readonly withGhosts: boolean }): One[] {
  return Array.from({ length: roomCount * roomSize }, (_, i) => {
    const place = Math.floor(i / roomCount);
    const isGhost = withGhosts && place % 10 === 9;
    const dialect = place % 2 === 0 || place % 20 === 9 ? 'conference' : 'groupchat';
    const jid = `p${i}@${(isGhost ? ghosts : crowd).domain}/r`;
    return { jid, nick: `p${i}`, room: `r${i % roomCount}@${service}`, isGhost, dialect };
  });
}

function entryOf({ jid, nick, room, dialect }: One): string {
  if (dialect === 'groupchat') return `<presence from='${jid}' to='${room}/${nick}'/>`;
  const query = `<query xmlns='jabber:iq:conference'><nick>${nick}</nick></query>`;
  return `<presence from='${jid}' to='${room}'/><iq type='set' id='enter-${nick}' from='${jid}' to='${room}'>${query}</iq>`;
}

const speechOf = ({ jid, nick, room }: One, text: string) =>
  `<message type='groupchat' id='say-${nick}' from='${jid}' to='${room}'><body>${text}</body></message>`;

const saying =
  (text: string) =>
  ({ name, attrs, children: [body] }: Element) =>
    name === 'message' && attrs.type !== 'error' && typeof body === 'object' && body.is('body') && body.getText() === text;
const isQuestion = ({ name, attrs, children }: Element) =>
  name === 'message' && attrs.type === 'groupchat' && children.length === 0;

/** Resolves when a fact has been told so many times. */
function told(engine: AttachedEngine, count: number, fits: (fact: Fact) => boolean): Promise<void> {
  return new Promise(resolve => {
    let left = count;
    const listening = engine.facts$.subscribe(({ fact }) => {
      if (!fits(fact) || --left > 0) return;
      listening.unsubscribe();
      resolve();
    });
  });
}

/** Leads to the server when it is told to. */
function gate() {
  let isOpen = true;
  let waiting: (() => void)[] = [];
  const lookup: LookupFunction = (_host, { all }, found) => {
    const address = '127.0.0.1';
    const answer = () => (all ? found(null, [{ address, family: 4 }]) : found(null, address, 4));
    if (isOpen) queueMicrotask(answer);
    else waiting.push(answer);
  };
  return {
    lookup,
    close() {
      isOpen = false;
    },
    open() {
      isOpen = true;
      for (const answer of waiting.splice(0)) answer();
      waiting = [];
    },
  };
}

whenServer('prosody', 'a thousand people beside Prosody', (test, start) => {
  test('the server is killed while they talk: the living stay, the ghosts are gone, and there is no storm', async () => {
    const server = await start({ extraComponents: [crowd, ghosts] });
    const access = ({ domain }: { readonly domain: string }) => server.components.find(one => one.domain === domain)!;
    const [far, gone] = await Promise.all([connectMass(access(crowd)), connectMass(access(ghosts))]);
    const clock = new VirtualClock();
    const door = gate();
    const questions = 120;
    const { engine, link, stop } = await beside(server, { rooms, limits: { questions } }, { clock, lookup: door.lookup });
    const asked: string[] = [];
    engine.facts$.subscribe(({ fact }) => {
      if (fact.type === 'asked') asked.push(fact.to.real);
    });
    try {
      const all = people({ withGhosts: true });
      const living = all.filter(({ isGhost }) => !isGhost);
      const dead = all.filter(({ isGhost }) => isGhost);
      const isInside = told(engine, all.length, fact => fact.type === 'entered');
      far.send(living.map(entryOf));
      gone.send(dead.map(entryOf));
      await isInside;
      far.send(living.map(one => speechOf(one, 'hello')));
      gone.send(dead.map(one => speechOf(one, 'hello')));
      await far.count(living.length * roomSize, saying('hello'));

      // they are in the middle of it
      far.send(living.map(one => speechOf(one, 'what was that')));
      await far.count(1, saying('what was that'));
      door.close();
      const [lost, farIsBack, back] = [nextOffline(link), nextOnline(far.link), nextOnline(link)];
      await Promise.all([server.kill9(), gone.stop(), lost]);
      is(
        engine.rooms().reduce((sum, { people }) => sum + people, 0),
        all.length,
      );
      await server.restart();
      await farIsBack;
      far.heard.length = 0;
      clock.pass(30_000);
      asked.length = 0;
      door.open();
      await back;

      // as many as may be asked at once, from each room alike
      is(asked.length, questions);
      is(engine.unasked(), all.length - questions);
      const inFirst = (room: string) => asked.filter(jid => all.find(one => one.jid === jid)?.room === room).length;
      for (const { room } of all.slice(0, roomCount)) is(inFirst(room), questions / roomCount);

      // the link is lost once more: it begins anew, and nobody is asked before it is time
      const backAgain = nextOnline(link);
      link.entity.socket!.destroy();
      await backAgain;
      is(asked.length, questions);
      asked.length = 0;

      // some speak before it is their turn
      const speakers = living.slice(-roomCount);
      far.heard.length = 0;
      clock.pass(1);
      far.send(speakers.map(one => speechOf(one, 'still here')));
      await far.count(roomCount * (roomSize - ghostCount), saying('still here'));
      is(asked.length, 0);

      const removed = told(engine, dead.length, fact => isBounced(fact) && fact.who.host === ghosts.domain);
      const paces: number[] = [];
      while (engine.unasked() > 0) {
        const before = asked.length;
        clock.pass(1_000);
        paces.push(asked.length - before);
      }
      await removed;
      equal(
        paces,
        Array.from({ length: (all.length - speakers.length) / questions }, () => questions),
      );
      equal(
        [...asked].sort(),
        all
          .filter(one => !speakers.includes(one))
          .map(({ jid }) => jid)
          .sort(),
      );
      is(
        engine.rooms().reduce((sum, { people }) => sum + people, 0),
        living.length,
      );
      equal(
        rooms.map(({ name }) => engine.room(name)!.participants.some(({ nick }) => dead.some(one => one.nick === nick))),
        rooms.map(() => false),
      );

      // the rest see that the ghosts leave, and nothing else but what was said
      const isLeaving = ({ name, attrs }: Element) => name === 'presence' && attrs.type === 'unavailable';
      const isPush = ({ name, attrs }: Element) => name === 'iq' && attrs.type === 'set';
      await far.count(living.length * ghostCount, isLeaving);
      far.send([`<iq type='get' id='last' from='${living[0]!.jid}' to='${service}'><ping xmlns='urn:xmpp:ping'/></iq>`]);
      await far.answers(['last']);
      const removals = living.filter(({ dialect }) => dialect === 'conference').length * ghostCount;
      const users = far.heard.filter(isPush).flatMap(push => push.getChild('conference')!.getChildren('user'));
      equal([users.length, users.every(({ attrs }) => attrs.type === 'remove')], [removals, true]);
      is(far.heard.filter(isQuestion).length, living.length - speakers.length);
      const more = far.heard.filter(one => ![isLeaving, isPush, isQuestion].some(fits => fits(one)));
      equal([...new Set(more.map(one => one.getChildText('body') ?? one.attrs.id))], ['still here', 'last']);
    } finally {
      await Promise.all([stop(), far.stop(), gone.stop()]);
      await server.stop();
    }
  });
});

const isBounced = (fact: Fact): fact is FactOf<'left'> => fact.type === 'left' && fact.cause === 'bounced';

function nextOffline(link: Mass['link']): Promise<void> {
  return new Promise(resolve => {
    const off = link.onLink(state => {
      if (state !== 'offline') return;
      off();
      resolve();
    });
  });
}

/** `confab serve` in a process of its own, with nothing that outlives it. */
function serve({ host, port, domain, secret }: ComponentAccess, folder: Folder) {
  const file = folder.write(
    'confab.toml',
    [
      `server = "${host}:${port}"\ndomain = "${domain}"\nsecret = "${secret}"\ncreate = "anyone"`,
      ...rooms.map(({ name, kind }) => `[[rooms]]\nname = "${name}"\nkind = "${kind}"`),
    ].join('\n'),
  );
  return startProgram(['serve', '--config', file], { env: { RUNTIME_DIRECTORY: folder.path } });
}

for (const name of serverNames) {
  whenServer(name, `an engine beside ${name}`, (test, start) => {
    test('is killed while a thousand talk: its rooms come back empty, and everybody is told to enter again', async () => {
      const [server, folder] = [await start({ extraComponents: [crowd] }), temporaryFolder()];
      const far = await connectMass(server.components.find(({ domain }) => domain === crowd.domain)!);
      let program = serve(server.component, folder);
      try {
        await program.line(/"msg":"ready"/);
        const all = people({ withGhosts: false });
        const [first, second] = [all[0]!, all[roomCount * 11]!];
        const own = { ...first, room: `own@${service}`, jid: `p0@${crowd.domain}/own` };
        equal([first.dialect, second.dialect], ['conference', 'groupchat']);
        far.send([...all, own].map(entryOf));
        far.send(all.map(one => speechOf(one, 'hello')));
        await far.count(all.length * roomSize, saying('hello'));
        const where = (one: One) => occupantOf(far.heard, one);
        const [firstId, secondId] = [where(first), where(second)];

        program.child.kill('SIGKILL');
        is(await program.ended, 'SIGKILL');
        program = serve(server.component, folder);
        await program.line(/"msg":"ready"/);
        const listed = await runProgram(['rooms'], { env: { RUNTIME_DIRECTORY: folder.path } });
        equal(
          listed.out
            .match(/^r\d+ +public +\w+ +\d+/gm)
            ?.map(line => line.replace(/ +/g, ' '))
            .sort(),
          rooms.map(({ name: room }) => `${room} public empty 0`).sort(),
        );

        // everybody goes on as if nothing had been
        far.heard.length = 0;
        far.send(all.map(one => speechOf(one, 'as I was saying')));
        const refused = await far.answers(all.map(({ nick }) => `say-${nick}`));
        for (const [, answer] of refused) {
          equal([answer.attrs.type, answer.getChild('error')!.attrs.code], ['error', '405']);
          match(
            answer.getChild('error')!.getChildText('text')!,
            /You are not in this room, or not any more: enter it again first/,
          );
        }
        is(far.heard.some(saying('as I was saying')), false);

        // also by words and questions to one person, in both protocols
        const toOne = (one: One, to: string) => [
          `<message type='chat' id='whisper-${one.nick}' from='${one.jid}' to='${to}'><body>psst</body></message>`,
          `<iq type='get' id='iq-${one.nick}' from='${one.jid}' to='${to}'><query xmlns='jabber:iq:version'/></iq>`,
        ];
        far.send([...toOne(first, secondId), ...toOne(second, firstId), speechOf(own, 'and I')]);
        const ids = [first, second].flatMap(({ nick }) => [`whisper-${nick}`, `iq-${nick}`]);
        far.heard.length = 0;
        const errors = await far.answers([...ids, `say-${own.nick}`]);
        for (const id of ids) match(errors.get(id)!.getChild('error')!.getChildText('text')!, /enter it again first/);
        match(
          errors.get(`say-${own.nick}`)!.getChild('error')!.getChildText('text')!,
          /no such room, or not any more\. Enter it to make it/,
        );

        // and whoever does is inside again: presence is the way in by one protocol, and the first half of it by the other
        far.heard.length = 0;
        far.send([entryOf(first), entryOf(second), speechOf(second, 'back again')]);
        await far.count(2, saying('back again'));
        ok(occupantOf(far.heard, first) !== firstId, 'an id is never used again');
      } finally {
        program.child.kill('SIGKILL');
        await program.ended;
        await far.stop();
        await server.stop();
      }
    });
  });
}

/** The address by which the others know somebody: by the answer to the entry, or by the nick. */
function occupantOf(heard: readonly Element[], { dialect, nick, room }: One): string {
  if (dialect === 'groupchat') return `${room}/${nick}`;
  const answer = heard.find(({ attrs }) => attrs.type === 'result' && attrs.id === `enter-${nick}` && attrs.from === room);
  return answer!.getChild('query')!.getChildText('id')!;
}
