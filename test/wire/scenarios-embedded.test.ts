// The wire scenarios, played by real clients over WebSockets on the host of `confab dev`, with our engine as its component.
import { play } from '../scenario/play.ts';
import { allScripts } from '../scenario/scripts.ts';
import { type Place, ServerWorld } from '../scenario/server-world.ts';
import { startEmbedded } from '../servers/embedded.ts';
import { suite } from '../suite.ts';

/** A host with a component's end that engines take in turn. */
async function settleInside(): Promise<Place> {
  const { host, c2s, domain, stop } = await startEmbedded();
  const entity = host.component('rooms.localhost');
  return {
    server: {
      ...{ domain, c2s, component: entity },
      addUsers: async () => {},
      restart: async () => host.restart(),
    },
    link: {
      entity,
      onLink(tell) {
        const online = () => tell('online');
        entity.on('online', online);
        return () => entity.off('online', online);
      },
    },
    stop,
  };
}

suite('scenarios on the embedded host', test => {
  let place: Place;
  test.before(async () => {
    place = await settleInside();
  });
  test.after(() => place.stop());
  for (const [index, script] of allScripts()
    .filter(one => one.memoryOnly === undefined)
    .entries())
    test(script.title, () => play(script, new ServerWorld(place, index)));
});
