// Defines a suite that plays every script against a real server, but for those that only memory can play.
import { type ServerName, whenServer } from '../servers/when-server.ts';
import { play } from './play.ts';
import { allScripts } from './scripts.ts';
import { type Place, ServerWorld, settleBeside } from './server-world.ts';

/** One test a script; the server is started once and stopped at the end. */
export function scenariosOn(name: ServerName): void {
  const scripts = allScripts().filter(script => script.memoryOnly === undefined);
  whenServer(name, `scenarios on ${name}`, (test, start) => {
    let place: Place;
    test.before(async () => {
      place = await settleBeside(await start());
    });
    test.after(() => place.stop());
    for (const [index, script] of scripts.entries()) {
      test(script.title, () => play(script, new ServerWorld(place, index)));
    }
  });
}
