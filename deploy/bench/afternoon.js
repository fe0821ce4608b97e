// What a team could write in an afternoon: JSON.parse, a language detector, a sentiment package, counters in memory, XADD.
// node afternoon.js FILE REDIS_PORT [WORKERS]
// The main thread reads and counts; each worker parses and tags blocks of lines. One JSON line of figures in the end.
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

const BLOCK = 1 << 20;
const TOPICS_KEPT = 200_000;
const LEAST_MENTIONS = 20;
const GROWTH = 4;
const QUIET_SECONDS = 600;
const WARM_UP_SECONDS = 1800;
const FAST = 1 / 120;
const SLOW = 1 / 3600;
const HARM = /\b(dead|death|killed|shooting|explosion|earthquake|crash|victims|muert\w+|mort\w+|terremoto|atentado|esplosione)\b/i;
const WORD = /[\p{L}\p{N}_]{4,}/gu;

if (isMainThread) await main();
else await work();

async function work() {
  const { franc } = await import('franc-min');
  const { default: Sentiment } = await import('sentiment');
  const sentiment = new Sentiment();
  parentPort.on('message', ({ block, bytes }) => {
    const found = { block, posts: 0, bad: 0, languages: {}, seconds: [] };
    let second = null;
    for (const line of Buffer.from(bytes).toString('utf8').split('\n')) {
      if (line.length === 0) continue;
      let post;
      try {
        post = JSON.parse(line);
      } catch {
        found.bad++;
        continue;
      }
      const data = post.data ?? post;
      if (typeof data.text !== 'string') {
        found.bad++;
        continue;
      }
      found.posts++;
      const language = franc(data.text, { minLength: 3 });
      found.languages[language] = (found.languages[language] ?? 0) + 1;
      const mood = sentiment.analyze(data.text).comparative;
      const at = Math.floor(Date.parse(data.created_at ?? data.time) / 1000);
      if (second === null || second.at !== at) found.seconds.push((second = { at, topics: new Map() }));
      const harm = HARM.test(data.text) ? 1 : 0;
      const tags = data.entities?.hashtags?.map(tag => '#' + tag.tag.toLowerCase()) ?? [];
      for (const topic of new Set([...tags, ...(data.text.toLowerCase().match(WORD) ?? [])])) {
        let sum = second.topics.get(topic);
        if (sum === undefined) second.topics.set(topic, (sum = [0, 0, 0]));
        sum[0]++;
        sum[1] += mood;
        sum[2] += harm;
      }
    }
    parentPort.postMessage(found);
  });
}

async function main() {
  const { default: Redis } = await import('ioredis');
  const [file, port, given] = process.argv.slice(2);
  const count = Number(given ?? availableParallelism());
  const redis = new Redis({ port: Number(port), host: '127.0.0.1' });
  const topics = new Map();
  const totals = { posts: 0, bad: 0, entries: 0, languages: {} };
  const writes = [];
  let first = 0;
  const workers = Array.from({ length: count }, () => new Worker(fileURLToPath(import.meta.url)));
  const free = [...workers];
  let waiting = null;
  let next = 0;
  const done = new Map();

  // Blocks are counted in the order of the file, whichever worker is first.
  const take = found => {
    done.set(found.block, found);
    for (; done.has(next); next++) {
      const one = done.get(next);
      done.delete(next);
      totals.posts += one.posts;
      totals.bad += one.bad;
      for (const [language, posts] of Object.entries(one.languages)) totals.languages[language] = (totals.languages[language] ?? 0) + posts;
      for (const second of one.seconds) tally(second);
    }
  };

  const tally = ({ at, topics: seen }) => {
    first ||= at;
    for (const [name, [mentions, mood, harm]] of seen) {
      let topic = topics.get(name);
      if (topic === undefined) {
        if (topics.size >= TOPICS_KEPT) topics.delete(topics.keys().next().value);
        topics.set(name, (topic = { at, fast: 0, slow: 0, mentions: 0, mood: 0, harm: 0, told: 0 }));
      }
      const passed = Math.max(0, at - topic.at);
      topic.at = Math.max(topic.at, at);
      topic.fast = topic.fast * Math.exp(-passed * FAST) + mentions * FAST;
      topic.slow = topic.slow * Math.exp(-passed * SLOW) + mentions * SLOW;
      topic.mentions += mentions;
      topic.mood += mood;
      topic.harm += harm;
      if (at - first < WARM_UP_SECONDS || topic.mentions < LEAST_MENTIONS || topic.fast < GROWTH * topic.slow || at - topic.told < QUIET_SECONDS) continue;
      topic.told = at;
      totals.entries++;
      writes.push(redis.xadd('afternoon', '*', 'topic', name, 'time', at, 'per_minute', topic.fast * 60, 'mood', topic.mood / topic.mentions, 'harm', topic.harm / topic.mentions));
    }
  };

  for (const worker of workers)
    worker.on('message', found => {
      take(found);
      free.push(worker);
      waiting?.();
    });

  const handle = await open(file);
  let rest = Buffer.alloc(0);
  let block = 0;
  const send = async bytes => {
    while (free.length === 0) await new Promise(resolve => (waiting = resolve));
    const copy = new Uint8Array(bytes);
    free.pop().postMessage({ block: block++, bytes: copy }, [copy.buffer]);
  };
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(BLOCK), 0, BLOCK);
    if (bytesRead === 0) break;
    const whole = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const end = whole.lastIndexOf(10) + 1;
    if (end > 0) await send(whole.subarray(0, end));
    rest = whole.subarray(end);
  }
  if (rest.length > 0) await send(rest);
  while (next < block) await new Promise(resolve => (waiting = resolve));
  await handle.close();
  await Promise.all(writes);
  await redis.quit();
  await Promise.all(workers.map(worker => worker.terminate()));
  console.log(JSON.stringify({ ...totals, topics: topics.size }));
}
