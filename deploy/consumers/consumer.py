#!/usr/bin/env python3
"""A consumer of RtmPipeline's alerts, complete: each alert takes effect once, whatever is killed and whenever.

    consumer.py --redis 127.0.0.1:6379 --prefix '{rtm}' --group team --consumer one --store team.sqlite

It reads as a member of a consumer group. The effect of an alert (here: a row, and a line on standard output) and its id are written in one
transaction, and the entry is acknowledged afterwards; an entry that comes again is known by its id. What another member left for a minute is taken
over, and what fails five times goes to the table 'poison', so that it holds nobody up. Needs redis-py (Debian: python3-redis).
Password: REDIS_PASSWORD; ACL user, where there is one: REDIS_USER.
"""
import argparse
import json
import os
import re
import signal
import sqlite3
import sys
import time

import redis

CLAIM_EVERY = 30.0      # seconds between two looks for what others left, and for what failed here
CLAIM_IDLE_MS = 60_000  # longer than handling a page of new entries takes, or entries are handled twice at once
PAGE = 100
MOST_TRIES = 5
KNOWN = {"rtm.alert.v1", "rtm.retraction.v1", "rtm.digest.v1"}
ID = re.compile(r"[a-z0-9-]{1,64}\.[1-9][0-9]*", re.ASCII)
BRAND = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
SEQ = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
REFUSED = ("NOAUTH", "WRONGPASS", "NOPERM", "WRONGTYPE")  # a person must change something first


def open_store(path):
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE IF NOT EXISTS alerts (id TEXT PRIMARY KEY, seq INTEGER, brand TEXT, topic TEXT, phase TEXT, summary TEXT)")
    store.execute("CREATE TABLE IF NOT EXISTS poison (entry TEXT PRIMARY KEY, reason TEXT)")
    store.execute("CREATE TABLE IF NOT EXISTS seen (seq INTEGER PRIMARY KEY)")
    return store


def effect_of(fields):
    """What an entry means; fails where its reader cannot understand it. Texts that are printed later must look as the schema says."""
    event = json.loads(fields["data"])
    data = event["data"]
    if not (ID.fullmatch(fields["id"]) and SEQ.fullmatch(fields["seq"]) and BRAND.fullmatch(fields["brand"])) or event["id"] != fields["id"]:
        raise ValueError("id, seq or brand are not as the schema says")
    return fields["id"], int(fields["seq"]), fields["brand"], fields["topic"], str(data.get("phase", "")), str(data.get("summary", ""))


def write(store, seq, statement, values):
    """One row and its number, in one transaction; True when the row is new."""
    store.execute("BEGIN IMMEDIATE")
    try:
        new = store.execute(statement, values).rowcount == 1 if statement else False
        if SEQ.fullmatch(str(seq)):
            store.execute("INSERT OR IGNORE INTO seen VALUES (?)", (int(seq),))
        store.execute("COMMIT")
    except BaseException:
        store.execute("ROLLBACK")
        raise
    return new


def missing(server, store, stream, group):
    """How many entries nobody of the group was ever given: seq counts by one, so they were trimmed first, or lost. Members see entries out of order, so it counts only when none is pending."""
    last = store.execute("SELECT max(seq) FROM seen").fetchone()[0]
    if last is None or server.xpending(stream, group)["pending"] > 0:
        return 0
    first, count = store.execute("SELECT min(seq), count(*) FROM seen WHERE seq <= ?", (last,)).fetchone()
    return last - first + 1 - count


def take(store, entry, fields, tries):
    """Handles one entry; True when it is to be acknowledged. One that fails stays pending and comes again, but not for ever."""
    if not fields:
        return True  # trimmed while it was pending
    if fields.get("type") not in KNOWN:
        write(store, fields.get("seq", ""), None, ())  # of a newer version
        return True
    reason = "it ended those who tried it"
    if tries <= MOST_TRIES:
        try:
            effect = effect_of(fields)
        except (KeyError, ValueError, TypeError, AttributeError) as fault:
            if tries < MOST_TRIES:
                return False
            reason = f"{type(fault).__name__}: {fault}"
        else:
            if write(store, effect[1], "INSERT OR IGNORE INTO alerts VALUES (?, ?, ?, ?, ?, ?)", effect):
                # Texts of strangers are never printed as they are: they may hold signs that a terminal obeys.
                print(f"{fields['id']} {fields['type']} {fields['brand']} {json.dumps(fields['topic'])}", flush=True)
            return True
    write(store, fields.get("seq", ""), "INSERT OR IGNORE INTO poison VALUES (?, ?)", (entry, reason))
    print(f"entry {entry} is set aside after {tries} tries", file=sys.stderr)
    return True


def follow(server, store, options, stopping):
    """Reads until it is stopped or Redis is away."""
    stream, group, me = f"{options.prefix}:alerts", options.group, options.consumer
    try:
        server.xgroup_create(stream, group, id="0", mkstream=True)
    except redis.ResponseError as answer:
        if not str(answer).startswith("BUSYGROUP"):
            raise
    own, looked_at, told = ">", None, 0
    while not stopping:
        if own == ">" and (looked_at is None or time.monotonic() - looked_at > options.claim_every):
            # With JUSTID they only change hands, which is no try; then they are read below, as this member's own.
            server.xautoclaim(stream, group, me, options.claim_idle, "0-0", count=PAGE, justid=True)
            own = "0"
            lost = missing(server, store, stream, group)
            if lost > told:
                print(f"{lost} entries were never seen: trimmed, or lost", file=sys.stderr)
            told = lost
        # First what was given before and not acknowledged, one by one, so that each is counted as tried only when it is; then what is new.
        is_new = own == ">"
        answer = server.xreadgroup(group, me, {stream: own}, count=PAGE if is_new else 1, block=1_000 if is_new else None)
        entries = answer[0][1] if answer else []
        if not is_new and not entries:
            own, looked_at = ">", time.monotonic()
        for entry, fields in entries:
            tries = 1
            if not is_new:
                own = entry
                pending = server.xpending_range(stream, group, entry, entry, 1)
                tries = pending[0]["times_delivered"] if pending else 1
            if take(store, entry, fields, tries):
                server.xack(stream, group, entry)


def run(options):
    host, port = options.redis.rsplit(":", 1)
    server = redis.Redis(host=host, port=int(port), username=os.environ.get("REDIS_USER"), password=os.environ.get("REDIS_PASSWORD"), decode_responses=True, encoding_errors="replace", socket_timeout=10)
    store = open_store(options.store)
    stopping = []
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.append(1))
    while not stopping:
        try:
            follow(server, store, options, stopping)
        except redis.RedisError as away:
            if str(away).startswith(REFUSED) or isinstance(away, (redis.AuthenticationError, redis.exceptions.NoPermissionError)):
                sys.exit(f"Redis: {away}")
            print(f"Redis: {away}; trying again", file=sys.stderr)
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
