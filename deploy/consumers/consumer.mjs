#!/usr/bin/env node
/*
 * A consumer of RtmPipeline's alerts, complete: each alert takes effect once, whatever is killed and whenever.
 *
 *     npm ci && node consumer.mjs --redis 127.0.0.1:6379 --prefix '{rtm}' --group team --consumer one --store team
 *
 * It reads as a member of a consumer group. The effect of an alert (here: a file in the folder --store, and a line on standard output) is written aside, flushed, and
 * then linked under the alert's id, which succeeds once, whoever of the group tries it; the entry is acknowledged afterwards. What another member left for a minute
 * is taken over, and what fails five times becomes ENTRY.poison.json, so that it holds nobody up. Password: REDIS_PASSWORD; ACL user, where there is one: REDIS_USER.
 */
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import Redis from "ioredis";

const PAGE = 100;
const MOST_TRIES = 5;
const KNOWN = new Set(["rtm.alert.v1", "rtm.retraction.v1", "rtm.digest.v1"]);
const ID = /^[a-z0-9-]{1,64}\.[1-9][0-9]*$/;
const BRAND = /^[a-z0-9-]{1,40}$/;
const SEQ = /^[1-9][0-9]{0,14}$/;
const REFUSED = /\b(NOAUTH|WRONGPASS|NOPERM|WRONGTYPE)\b/; // a person must change something first

/** Redis does not answer, or not with what was asked for. Everything else that is thrown ends the program. */
class Away extends Error {}

/** A folder with one file for each effect. A name is given once: link() refuses the second, also that of another process. */
class Store {
  #folder;
  #numbers = new Map(); // name → seq

  constructor(folder) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** True when it was not there. A kill leaves the whole file or none: an unfinished one has another name. */
  add(name, content) {
    const unfinished = join(this.#folder, `.${process.pid}`);
    const file = openSync(unfinished, "w");
    writeSync(file, JSON.stringify(content) + "\n");
    fsyncSync(file);
    closeSync(file);
    try {
      linkSync(unfinished, join(this.#folder, `${name}.json`));
    } catch (fault) {
      if (fault.code !== "EEXIST") throw fault;
      return false;
    } finally {
      rmSync(unfinished);
    }
    const folder = openSync(this.#folder, "r");
    fsyncSync(folder);
    closeSync(folder);
    return true;
  }

  /** All numbers there are, those of other members too. */
  numbers() {
    for (const name of readdirSync(this.#folder)) {
      if (name.startsWith(".") || this.#numbers.has(name)) continue;
      this.#numbers.set(name, JSON.parse(readFileSync(join(this.#folder, name), "utf8")).seq);
    }
    return new Set([...this.#numbers.values()].filter((seq) => seq > 0));
  }
}

const numberOf = (fields) => (SEQ.test(fields.seq) ? Number(fields.seq) : 0);

/** What an entry means; throws where its reader cannot understand it. The id becomes the name of a file, so it must look as the schema says. */
function effectOf(fields) {
  const event = JSON.parse(fields.data);
  if (!ID.test(fields.id) || !SEQ.test(fields.seq) || !BRAND.test(fields.brand) || event.id !== fields.id) throw new Error("id, seq or brand are not as the schema says");
  const { kind, phase, summary } = event.data;
  return { seq: Number(fields.seq), type: fields.type, brand: fields.brand, topic: String(fields.topic), kind, phase, summary };
}

/** Handles one entry; true when it is to be acknowledged. One that fails stays pending and comes again, but not for ever. */
function take(store, entry, list, tries) {
  if (!list) return true; // trimmed while it was pending
  const fields = Object.create(null);
  for (let i = 0; i + 1 < list.length; i += 2) fields[list[i]] = list[i + 1];
  if (!KNOWN.has(fields.type)) {
    store.add(`${entry}.passed`, { seq: numberOf(fields) }); // of a newer version
    return true;
  }
  let reason = "it ended those who tried it";
  if (tries <= MOST_TRIES) {
    let effect;
    try {
      effect = effectOf(fields);
    } catch (fault) {
      if (tries < MOST_TRIES) return false;
      reason = fault.name;
    }
    if (effect) {
      // Texts of strangers are never printed as they are: they may hold signs that a terminal obeys.
      if (store.add(fields.id, effect)) console.log(`${fields.id} ${fields.type} ${fields.brand} ${plain(effect.topic)}`);
      return true;
    }
  }
  store.add(`${entry}.poison`, { seq: numberOf(fields), reason, fields });
  console.error(`entry ${entry} is set aside after ${tries} tries`);
  return true;
}

const plain = (text) => JSON.stringify(text).replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

async function ask(server, ...command) {
  try {
    return await server.call(...command);
  } catch (fault) {
    throw new Away(fault.message);
  }
}

/** How many entries nobody of the group was ever given: seq counts by one, so they were trimmed first, or lost. Members see entries out of order, so it counts only when none is pending. */
async function missing(server, store, stream, group) {
  const last = Math.max(0, ...bounds(store.numbers()));
  if (last === 0 || (await ask(server, "XPENDING", stream, group))[0] > 0) return 0;
  const numbers = [...store.numbers()].filter((seq) => seq <= last);
  return last - bounds(numbers)[0] + 1 - numbers.length;
}

function bounds(numbers) {
  let [least, most] = [Infinity, 0];
  for (const number of numbers) [least, most] = [Math.min(least, number), Math.max(most, number)];
  return most ? [least, most] : [];
}

/** Reads until it is stopped or Redis is away. */
async function follow(server, store, options, isStopping) {
  const stream = `${options.prefix}:alerts`;
  const { group, consumer } = options;
  await ask(server, "XGROUP", "CREATE", stream, group, "0", "MKSTREAM").catch((fault) => {
    if (!fault.message.startsWith("BUSYGROUP")) throw fault;
  });
  let [own, lookedAt, told] = [">", -Infinity, 0];
  while (!isStopping()) {
    if (own === ">" && performance.now() - lookedAt > options["claim-every"] * 1000) {
      // With JUSTID they only change hands, which is no try; then they are read below, as this member's own.
      await ask(server, "XAUTOCLAIM", stream, group, consumer, options["claim-idle"], "0-0", "COUNT", PAGE, "JUSTID");
      own = "0";
      const lost = await missing(server, store, stream, group);
      if (lost > told) console.error(`${lost} entries were never seen: trimmed, or lost`);
      told = lost;
    }
    // First what was given before and not acknowledged, one by one, so that each is counted as tried only when it is; then what is new.
    const isNew = own === ">";
    const how = isNew ? ["COUNT", PAGE, "BLOCK", 1000] : ["COUNT", 1];
    const answer = await ask(server, "XREADGROUP", "GROUP", group, consumer, ...how, "STREAMS", stream, own);
    const entries = answer ? answer[0][1] : [];
    if (!isNew && entries.length === 0) [own, lookedAt] = [">", performance.now()];
    for (const [entry, fields] of entries) {
      let tries = 1;
      if (!isNew) {
        own = entry;
        tries = (await ask(server, "XPENDING", stream, group, entry, entry, 1))[0]?.[3] ?? 1;
      }
      if (take(store, entry, fields, tries)) await ask(server, "XACK", stream, group, entry);
    }
  }
}

async function run(options) {
  const [, host, port] = /^(.+):([0-9]+)$/.exec(options.redis) ?? [];
  if (!host) throw new Error("--redis must be HOST:PORT");
  const store = new Store(options.store);
  let stopping = false;
  for (const sign of ["SIGTERM", "SIGINT"]) process.on(sign, () => (stopping = true));
  while (!stopping) {
    // A connection that broke is thrown away, so that no command is sent twice behind our back.
    const server = new Redis({
      host, port: Number(port), username: process.env.REDIS_USER, password: process.env.REDIS_PASSWORD, protocol: 2,
      lazyConnect: true, retryStrategy: null, connectTimeout: 5000, commandTimeout: 10000,
    });
    let said = "";
    server.on("error", (fault) => (said = fault.message));
    try {
      await server.connect().catch((fault) => { throw new Away(said || fault.message); });
      await follow(server, store, options, () => stopping);
    } catch (fault) {
      if (!(fault instanceof Away)) throw fault;
      if (REFUSED.test(fault.message)) throw new Error(`Redis: ${fault.message}`);
      console.error(`Redis: ${said || fault.message}; trying again`);
      await pause(1000);
    } finally {
      server.disconnect();
    }
  }
}

const { values } = parseArgs({
  options: {
    redis: { type: "string", default: "127.0.0.1:6379" },
    prefix: { type: "string", default: "{rtm}" },
    group: { type: "string", default: "team" },
    consumer: { type: "string", default: "one" },
    store: { type: "string", default: "team" },
    "claim-every": { type: "string", default: "30" }, // seconds between two looks for what others left, and for what failed here
    "claim-idle": { type: "string", default: "60000" }, // longer than handling a page of new entries takes, or entries are handled twice at once
  },
});
await run(values).catch((fault) => {
  console.error(fault.message);
  process.exit(1);
});
