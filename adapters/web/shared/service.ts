// What the whole page knows of the service: its counts and charts, and whether it is there at all.
import { signal } from '@preact/signals';
import type { DevFile, ServiceView } from '../../inspect/protocol.ts';
import { openStream } from './stream.ts';

/** The service as it was last told; nothing before the first answer. */
export const service = signal<ServiceView | undefined>(undefined);

/** Whether the service is away, and being tried again. */
export const away = signal(false);

/** How the last reading of each watched file went, by its name. Only of `confab dev`. */
export const files = signal<ReadonlyMap<string, DevFile>>(new Map());

/** Counts how often the service came back: views ask anew then. */
export const returns = signal(0);

/** Follows it as long as the page is open. */
export function startService(): void {
  openStream({
    path: 'live',
    on: {
      service: (view: ServiceView) => {
        service.value = view;
        files.value = new Map([...(view.dev?.files ?? []), ...files.value.values()].map(file => [file.file, latest(file)]));
      },
      dev: (file: DevFile) => {
        files.value = new Map(files.value).set(file.file, file);
      },
    },
    opened: () => {
      if (away.value) returns.value++;
      away.value = false;
    },
    lost: () => {
      away.value = true;
    },
  });
}

function latest(file: DevFile): DevFile {
  const known = files.value.get(file.file);
  return known && known.at > file.at ? known : file;
}
