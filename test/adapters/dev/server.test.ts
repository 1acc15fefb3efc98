// `confab dev --server`: the page and its people at a real Prosody, whose WebSocket they reach through our port.
import { equal, is, match } from 'uvu/assert';
import { freePort } from '../../servers/port.ts';
import { whenServer } from '../../servers/when-server.ts';
import { temporaryFolder } from '../folder.ts';
import { runProgram } from '../program.ts';
import { startDev } from './started.ts';

whenServer('prosody', 'dev: a real server', (test, start) => {
  test('lets people log in at the server from our own origin, and talk in the rooms', async () => {
    const http = await freePort();
    const server = await start({
      prosodySettings: [
        'modules_enabled = { "roster", "saslauth", "disco", "ping", "websocket" }',
        `http_ports = { ${http} }`,
        'http_interfaces = { "127.0.0.1" }',
        'https_ports = {}',
        'consider_websocket_secure = true',
      ].join('\n'),
    });
    await server.addUsers(['woody'], 'secret');
    const [component] = server.components;
    const folder = temporaryFolder();
    const secret = folder.write('secret', `${component!.secret}\n`);
    const words = [
      ...['--server', `127.0.0.1:${component!.port}`, '--domain', component!.domain, '--secret-file', secret],
      ...['--websocket', `ws://127.0.0.1:${http}/xmpp-websocket`],
    ];
    const dev = await startDev(words, { folder });
    const { dev: view } = (await dev.ask('api/service')) as { dev: { open: boolean; host: string } };
    equal([view.open, view.host], [false, 'localhost']);
    const woody = await dev.person('woody', { password: 'secret' });
    await woody.send(`<presence to='playground@${component!.domain}/Woody'/>`);
    await woody.next(stanza => stanza.is('presence') && stanza.attrs.from === `playground@${component!.domain}/Woody`);
    is(((await dev.ask('api/rooms/playground')) as { people: number }).people, 1);
    await woody.stop();
    is(await dev.stop(), 0);

    const other = folder.write('other', 'not it\n');
    const refused = await runProgram(['dev', '--port', '0', ...words.map(word => (word === secret ? other : word))], {
      env: { RUNTIME_DIRECTORY: folder.path },
    });
    is(refused.code, 77);
    match(refused.err, /refused the secret/);
    await server.stop();
  });
});
