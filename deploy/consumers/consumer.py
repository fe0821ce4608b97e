#!/usr/bin/env python3
"""A consumer of RtmPipeline's alerts, complete: each alert takes effect once, whatever is killed and whenever.

    consumer.py --redis 127.0.0.1:6379 --prefix '{rtm}' --group team --consumer one --store team.sqlite

It reads as a member of a consumer group. The effect of an alert (here: a row, and a line on standard output) and its id are written in one
transaction, and the entry is acknowledged afterwards; an entry that comes again is known by its id. What another member left for a minute is taken
over, and what fails five times goes to the table 'poison', so that it holds nobody up. Needs redis-py (Debian: python3-redis). Password: REDIS_PASSWORD.
"""
import argparse
import json
import os
import signal
import sqlite3
import sys
import time

import redis

CLAIM_EVERY = 30.0      # seconds between two looks for what others left
CLAIM_IDLE_MS = 60_000  # longer than handling one entry takes, or it is handled twice at once
MOST_TRIES = 5
KNOWN = {"rtm.alert.v1", "rtm.retraction.v1", "rtm.digest.v1"}


def open_store(path):
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("CREATE TABLE IF NOT EXISTS alerts (id TEXT PRIMARY KEY, seq INTEGER, brand TEXT, topic TEXT, phase TEXT, summary TEXT)")
    store.execute("CREATE TABLE IF NOT EXISTS poison (entry TEXT PRIMARY KEY, reason TEXT)")
    return store


def handle(store, fields):
    """The effect of one entry and its id, in one transaction; True when it is new."""
    event = json.loads(fields["data"])
    data = event["data"]
    store.execute("BEGIN IMMEDIATE")
    try:
        new = store.execute(
            "INSERT OR IGNORE INTO alerts VALUES (?, ?, ?, ?, ?, ?)",
            (event["id"], int(fields["seq"]), data["brand"], fields["topic"], data.get("phase", ""), data.get("summary", "")),
        ).rowcount == 1
        store.execute("COMMIT")
    except BaseException:
        store.execute("ROLLBACK")
        raise
    return new


def missing(server, store, stream, group):
    """How many entries nobody of the group was ever given: seq counts by one, so they were trimmed first, or lost. Members see them out of order, so it counts only when none is pending."""
    if server.xpending(stream, group)["pending"] > 0:
        return 0
    kept, first, last = store.execute("SELECT count(*), min(seq), max(seq) FROM alerts").fetchone()
    aside = store.execute("SELECT count(*) FROM poison").fetchone()[0]
    return max(0, last - first + 1 - kept - aside) if kept else 0


def take(server, store, stream, group, entry, fields, tries):
    """Handles one entry and acknowledges it. One that fails stays pending and comes again, but not for ever."""
    if fields and fields.get("type") in KNOWN:
        try:
            if handle(store, fields):
                # Texts of strangers are never printed as they are: they may hold signs that a terminal obeys.
                print(f"{fields['id']} {fields['type']} {fields['brand']} {json.dumps(fields['topic'])}", flush=True)
        except (KeyError, ValueError, TypeError) as fault:
            if tries < MOST_TRIES:
                return
            store.execute("INSERT OR IGNORE INTO poison VALUES (?, ?)", (entry, f"{type(fault).__name__}: {fault}"))
            print(f"entry {entry} failed {tries} times and is set aside", file=sys.stderr)
    # Without fields it was trimmed while it was pending; an unknown type is of a newer version.
    server.xack(stream, group, entry)


def tries_of(server, stream, group, entry):
    pending = server.xpending_range(stream, group, entry, entry, 1)
    return pending[0]["times_delivered"] if pending else 1


def run(options):
    host, port = options.redis.rsplit(":", 1)
    server = redis.Redis(host=host, port=int(port), password=os.environ.get("REDIS_PASSWORD"), decode_responses=True, socket_timeout=10)
    stream = f"{options.prefix}:alerts"
    store = open_store(options.store)
    stopping = []
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.append(1))
    own, claimed_at, told = "0", 0.0, 0
    while not stopping:
        try:
            if claimed_at == 0.0:
                try:
                    server.xgroup_create(stream, options.group, id="0", mkstream=True)
                except redis.ResponseError as answer:
                    if not str(answer).startswith("BUSYGROUP"):
                        raise
            if time.monotonic() - claimed_at > options.claim_every or claimed_at == 0.0:
                claimed_at = time.monotonic()
                left = server.xautoclaim(stream, options.group, options.consumer, options.claim_idle, "0", count=100)
                for entry, fields in left[1]:
                    take(server, store, stream, options.group, entry, fields, tries_of(server, stream, options.group, entry))
                lost = missing(server, store, stream, options.group)
                if lost > told:
                    print(f"{lost} entries were never seen: trimmed, or lost", file=sys.stderr)
                told = lost
            # First what this member was given before and never acknowledged, then what is new.
            answer = server.xreadgroup(options.group, options.consumer, {stream: own}, count=100, block=1_000 if own == ">" else None)
            entries = answer[0][1] if answer else []
            if own != ">" and not entries:
                own = ">"
            for entry, fields in entries:
                take(server, store, stream, options.group, entry, fields, 1 if own == ">" else tries_of(server, stream, options.group, entry))
                own = own if own == ">" else entry
        except (redis.ConnectionError, redis.TimeoutError) as away:
            print(f"Redis: {away}; trying again", file=sys.stderr)
            own, claimed_at = "0", 0.0
            time.sleep(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--redis", default="127.0.0.1:6379")
    parser.add_argument("--prefix", default="{rtm}")
    parser.add_argument("--group", default="team")
    parser.add_argument("--consumer", default="one")
    parser.add_argument("--store", default="team.sqlite")
    parser.add_argument("--claim-every", type=float, default=CLAIM_EVERY)
    parser.add_argument("--claim-idle", type=int, default=CLAIM_IDLE_MS)
    run(parser.parse_args())
