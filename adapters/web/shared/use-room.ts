// A room that is watched as long as a view of it is shown.
import { useEffect, useState } from 'preact/hooks';
import { type LiveRoom, watchRoom } from './live-room.ts';

/** The room of that name; nothing in the first moment. */
export function useRoom(name: string): LiveRoom | undefined {
  const [room, setRoom] = useState<LiveRoom>();
  useEffect(() => {
    const [found, end] = watchRoom(name);
    setRoom(found);
    return end;
  }, [name]);
  return room?.name === name ? room : undefined;
}
