// Asks the service and follows its events. A key goes in a header, so that it stands in no address.
let key = sessionStorage.getItem('key') ?? '';

export function useKey(secret) {
  key = secret;
  sessionStorage.setItem('key', secret);
}

export class Refused extends Error {}

function headers(more = {}) {
  return key ? { ...more, Authorization: `Bearer ${key}` } : more;
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) throw new Refused();
  return answer;
}

/** An answer as JSON; null where there is nothing of that name. */
export async function get(path) {
  const answer = await ask(path, { headers: headers() });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Sends JSON; what was wrong comes as an error in the service's own words. */
export async function post(path, body) {
  const answer = await ask(path, { method: 'POST', headers: headers({ 'Content-Type': 'application/json' }), body: JSON.stringify(body) });
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).detail ?? String(answer.status));
}

function parse(block) {
  const event = { name: 'message', id: null, data: '' };
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) event.name = line.slice(7);
    else if (line.startsWith('id: ')) event.id = line.slice(4);
    else if (line.startsWith('data: ')) event.data += line.slice(6);
  }
  return event;
}

/** Reads events until the connection ends. */
async function read(last, handle) {
  const answer = await ask('/api/events', { headers: headers(last ? { 'Last-Event-ID': last } : {}) });
  if (!answer.ok) throw new Error(`events: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) handle(parse(block));
  }
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Follows for ever, from behind an event; after a break it goes on behind the last event, or is told to begin anew. */
export async function follow(from, handle, isLinked) {
  let last = from;
  for (let wait = 500; ; wait = Math.min(wait * 2, 10000)) {
    try {
      await read(last, (event) => {
        wait = 500;
        last = event.id ?? last;
        isLinked(true);
        if (event.data) handle(event.name, JSON.parse(event.data));
      });
    } catch (failure) {
      if (failure instanceof Refused) throw failure;
    }
    isLinked(false);
    await pause(wait);
  }
}
