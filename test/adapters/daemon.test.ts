import { existsSync } from 'node:fs';
import { EMPTY } from 'rxjs';
import { equal, instance, is, match } from 'uvu/assert';
import type { AttachedEngine, AttachOptions } from '../../adapters/attach.ts';
import { readConfig } from '../../adapters/config.ts';
import type { Connection } from '../../adapters/connect.ts';
import { askControl } from '../../adapters/control-client.ts';
import { type DaemonParts, farewell, runDaemon } from '../../adapters/daemon.ts';
import { CommandError } from '../../adapters/exit-code.ts';
import { createLog } from '../../adapters/log.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { rejectionOf } from './thrown.ts';

/** Parts that note what is done with them; the link comes up, and the stop is asked, when the test says. */
function rig({ close = async () => true, attachFails = false, stopWhenReady = false } = {}) {
  const folder = temporaryFolder();
  const control = folder.at('c.sock');
  const config = readConfig({ flags: { server: 'h', domain: 'd', secret: 'hunter2', control }, env: {} });
  const deeds: string[] = [];
  const lines: string[] = [];
  let online = false;
  let come!: { up: () => void; refuse: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => {
    come = { up: resolve, refuse: reject };
  });
  let stop!: (signal: string) => void;
  const stopping = new Promise<string>(resolve => {
    stop = resolve;
  });
  const link = { entity: {}, ready, online: () => online, stop: async () => void deeds.push('link stopped') };
  const engine = {
    domain: 'd',
    rooms: () => [],
    overload: { state: 'normal' },
    room: () => undefined,
    facts$: EMPTY,
    close: (text: string) => {
      deeds.push(`closed: ${text}`);
      return close();
    },
    detach: () => deeds.push('detached'),
    recorded: async () => {},
    learn: (kinds: ReadonlyMap<string, unknown>) => deeds.push(`learned ${[...kinds.keys()].at(-1)}`),
  };
  const write = (line: string) => {
    const { msg, bare } = JSON.parse(line);
    lines.push(bare ? `${bare}: ${msg}` : msg);
    if (msg === 'ready' && stopWhenReady) stop('SIGTERM');
  };
  const parts: DaemonParts = {
    connect: options => {
      deeds.push(`connect ${options.domain} ${options.limits.depth}`);
      return link as unknown as Connection;
    },
    attach: (_entity, settings, options) => {
      if (attachFails) throw new Error('no');
      deeds.push(`attach ${settings.domain} ${options?.service}`);
      if (options?.behaviours) deeds.push(`with ${options.behaviours.map(({ name }) => name)}`);
      options?.onFailure?.(new Error('oops'), 'saying entered');
      options?.onFlood?.({ bare: 'woody@disney', host: 'disney', over: 'person', seconds: 30 });
      return engine as unknown as AttachedEngine;
    },
    log: createLog({ level: 'info', pretty: false }, { write }),
    stop: stopping,
    patience: 5,
  };
  const up = () => {
    online = true;
    come.up();
  };
  return { config, control, parts, deeds, lines, up, refuse: come.refuse, stop };
}

suite('daemon', test => {
  test('connects, is ready, and at the end tells the people inside before it closes', async () => {
    const { config, control, parts, deeds, lines, up } = rig({ stopWhenReady: true });
    up();
    await runDaemon(config, parts);
    equal(deeds, ['connect d 32', 'attach d true', `closed: ${farewell}`, 'detached', 'link stopped']);
    equal(lines, [
      'a step failed and was undone',
      'woody@disney: somebody sends too much: refused, and ignored for a while',
      'ready',
      'stopping',
      'stopped',
    ]);
    is(existsSync(control), false);
  });

  test('answers on its control socket before the server has let it in', async () => {
    const { config, control, parts, stop, lines } = rig();
    const running = runDaemon(config, parts);
    // the socket is there once somebody can connect
    let status: unknown;
    while (!status) status = await askControl(control, { command: 'status' }).catch(() => undefined);
    equal({ ...(status as object), pid: 0 }, { domain: 'd', online: false, rooms: 0, overload: 'normal', pid: 0 });
    stop('SIGINT');
    await running;
    equal(lines.slice(2), ['stopping', 'stopped']);
  });

  test('warns when there is too much to do, and says when there is less', async () => {
    const { config, parts, lines, up, stop } = rig();
    let told: AttachOptions['onOverload'];
    const { attach } = parts;
    const watched: DaemonParts = {
      ...parts,
      log: createLog(
        { level: 'info', pretty: false },
        { write: line => void lines.push(`${JSON.parse(line).level} ${JSON.parse(line).msg}`) },
      ),
      attach: (entity, settings, options) => {
        told = options?.onOverload;
        return attach(entity, settings, options);
      },
    };
    up();
    const running = runDaemon(config, watched);
    while (!told) await new Promise(setImmediate);
    const load = { outbox: 0.3, mailbox: 0 };
    told({ type: 'overload changed', from: 'normal', to: 'coalescing', at: 0, load });
    told({ type: 'overload changed', from: 'holding', to: 'coalescing', at: 0, load });
    told({ type: 'overload changed', from: 'coalescing', to: 'normal', at: 0, load });
    stop('SIGTERM');
    await running;
    equal(
      lines.filter(line => line.includes('overload') || line.includes('more to do')),
      [
        'warn there is more to do than the server takes: coalescing',
        'info the overload is less: coalescing',
        'info the overload is over',
      ],
    );
  });

  test('ends with the sentence of the server that refuses it', async () => {
    const { config, control, parts, deeds, refuse } = rig();
    refuse(new Error('h refused the secret'));
    const error = await rejectionOf(runDaemon(config, parts));
    instance(error, CommandError);
    equal([error.message, (error as CommandError).code], ['h refused the secret.', 77]);
    equal(deeds.slice(-2), ['detached', 'link stopped']);
    is(existsSync(control), false);
  });

  test('does not wait for ever for a server that takes nothing', async () => {
    const { config, parts, lines, up, stop } = rig({ close: () => new Promise(() => {}) });
    up();
    stop('SIGTERM');
    await runDaemon(config, parts);
    match(lines.at(-2)!, /not everybody inside could be told/);
  });

  test('closes everything when the engine cannot be made', async () => {
    const { config, control, parts, deeds } = rig({ attachFails: true });
    is((await rejectionOf(runDaemon(config, parts))).message, 'no');
    equal(deeds, ['connect d 32', 'link stopped']);
    is(existsSync(control), false);
  });

  test('does not connect at all when another one has the control socket', async () => {
    const first = rig();
    const running = runDaemon(first.config, first.parts);
    while (!existsSync(first.control)) await new Promise(setImmediate);
    const second = rig();
    const error = await rejectionOf(runDaemon({ ...second.config, control: first.control }, second.parts));
    match(error.message, /A Confab is running already/);
    equal(second.deeds, []);
    first.stop('SIGTERM');
    await running;
  });

  test('writes what should be mended into the log', async () => {
    const { config, parts, lines, up, stop } = rig();
    up();
    stop('SIGTERM');
    await runDaemon({ ...config, warnings: ['f: others may read'] }, parts);
    is(lines[0], 'f: others may read');
  });

  test('gives the engine what came from outside', async () => {
    const { config, parts, deeds, up } = rig({ stopWhenReady: true });
    up();
    await runDaemon(config, { ...parts, brought: { behaviours: [{ name: 'quiet', about: 'x' }], kinds: [] } });
    equal(deeds[2], 'with quiet');
  });

  test('reads kinds and behaviours again when its control socket is asked to, and says what is wrong with them', async () => {
    const { config, control, parts, deeds, up, stop } = rig();
    const sets = ['kinds[0]={ name = "hall", about = "x", behaviours = ["topic"] }'];
    const read = (more: string[] = []) =>
      readConfig({ flags: { server: 'h', domain: 'd', secret: 's', control }, env: {}, sets: [...sets, ...more] });
    let fresh = () => read();
    up();
    const running = runDaemon(config, { ...parts, reread: () => fresh() });
    while (!deeds.includes('attach d true')) await new Promise(setImmediate);
    equal(await askControl(control, { command: 'reload' }), { notes: {} });
    equal(deeds.at(-1), 'learned hall');
    fresh = () => read(['behaviours=["/none.js"]']);
    const error = await rejectionOf(askControl(control, { command: 'reload' }));
    is(error.message, '--set behaviours: behaviours[0] /none.js: there is no such file: check the path');
    equal(deeds.filter(deed => deed.startsWith('learned')).length, 1);
    stop('SIGTERM');
    await running;
  });
});
