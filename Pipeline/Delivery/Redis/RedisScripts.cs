namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// The Lua scripts. They answer with lists of texts only, whose first one says what happened, because lists and texts have the same shape in
/// both versions of Redis' protocol. Whatever can fail is checked before the first change: Redis runs a script alone, but takes nothing back.
/// </summary>
internal static class RedisScripts
{
    /// <summary>Redis' clock in milliseconds, as <c>now</c>.</summary>
    private const string Now = """
        local clock = redis.call('TIME')
        local now = string.format('%.0f', tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000))
        """;

    /// <summary>Ends the script where <c>proof</c>, token and attempt of the caller, is not that of the role.</summary>
    private const string CheckProof = """
        local role = redis.call('HMGET', KEYS[1], 'proof', 'token', 'name', 'since')
        if role[1] ~= proof then return {'fenced', role[2] or '', role[3] or '', role[4] or ''} end
        """;

    /// <summary>
    /// Takes the writer's role. Keys: writer, seq, then the streams. Arguments: holder, time of the first entry or nothing, "1" to append, the attempt,
    /// name, lease in milliseconds, "1" to take over, least token, "1" to mend.
    /// Answers: <c>taken TOKEN PREVIOUS-NAME NEWEST-TIME KEY</c>, then number and last id of each stream; <c>held NAME SINCE TOKEN RENEWED LEFT</c>;
    /// <c>newer TIME KEY</c>; <c>type KEY FOUND WANTED</c>.
    /// The same attempt that asks twice, not knowing the outcome, keeps its token. Mending takes the streams for what they are where a stream lost
    /// entries and the hash of the numbers did not, so that these entries can be written again; without it the numbers go on, and the gap tells.
    /// </summary>
    public static string TakeRole { get; } = $$"""
        local holder, first, attempt, lease, mend = ARGV[1], ARGV[2], ARGV[4], tonumber(ARGV[6]), ARGV[9] == '1'
        local wanted = {'hash', 'hash', 'stream', 'stream', 'stream'}
        for i = 1, #KEYS do
          local found = redis.call('TYPE', KEYS[i])['ok']
          if found ~= 'none' and found ~= wanted[i] then return {'type', KEYS[i], found, wanted[i]} end
        end
        {{Now}}
        local role = redis.call('HMGET', KEYS[1], 'token', 'holder', 'attempt', 'name', 'since', 'renewed', 'lease')
        if role[6] and role[3] ~= attempt and role[2] ~= holder and ARGV[7] ~= '1' then
          local term = tonumber(role[7])
          local left = tonumber(role[6]) + term - tonumber(now)
          if left > 0 and left <= 2 * term then return {'held', role[4] or '', role[5] or '', role[1], role[6], string.format('%.0f', left)} end
        end
        local function isBefore(a, b)
          local am, an = string.match(a, '^(%d+)-(%d+)$')
          local bm, bn = string.match(b, '^(%d+)-(%d+)$')
          am, bm = tonumber(am), tonumber(bm)
          return am < bm or (am == bm and tonumber(an) < tonumber(bn))
        end
        local names = {{LuaList(OutputStreams.Names)}}
        local seq = redis.call('HMGET', KEYS[2], unpack(names))
        local ids, newest, newestKey, repaired = {}, nil, nil, {}
        for i = 1, #names do
          ids[i] = '0-0'
          seq[i] = seq[i] or '0'
          local last = nil
          if redis.call('EXISTS', KEYS[2 + i]) == 1 then
            local about = redis.call('XINFO', 'STREAM', KEYS[2 + i])
            for j = 1, #about - 1, 2 do
              if about[j] == 'last-generated-id' then ids[i] = about[j + 1] end
              if about[j] == 'last-entry' then last = about[j + 1] end
            end
          end
          local lastSeq = '0'
          if last then
            local t = string.match(last[1], '^%d+')
            for j = 1, #last[2] - 1, 2 do
              local name, value = last[2][j], string.match(last[2][j + 1], '^%d+$')
              if name == 't' and value then t = value end
              if name == 'seq' and value then lastSeq = value end
            end
            if not newest or tonumber(t) > tonumber(newest) then newest, newestKey = t, KEYS[2 + i] end
          end
          local known = redis.call('HGET', KEYS[2], names[i] .. ':id')
          local isShort = mend and known and isBefore(ids[i], known)
          if isShort or tonumber(lastSeq) > tonumber(seq[i]) then
            seq[i] = lastSeq
            repaired[#repaired + 1] = names[i]
            repaired[#repaired + 1] = lastSeq
            repaired[#repaired + 1] = names[i] .. ':id'
            repaired[#repaired + 1] = ids[i]
          end
        end
        if first ~= '' and ARGV[3] ~= '1' and newest and tonumber(newest) >= tonumber(first) then return {'newer', newest, newestKey} end
        local token, least = role[1], ARGV[8]
        if not token or role[3] ~= attempt or tonumber(token) < tonumber(least) then
          token = string.format('%.0f', math.max(tonumber(token or '0'), tonumber(least)) + 1)
          redis.call('HSET', KEYS[1], 'token', token, 'holder', holder, 'attempt', attempt, 'name', ARGV[5], 'since', now, 'proof', token .. ' ' .. attempt)
        end
        redis.call('HSET', KEYS[1], 'renewed', now, 'lease', ARGV[6])
        if #repaired > 0 then redis.call('HSET', KEYS[2], unpack(repaired)) end
        return {'taken', token, role[4] or '', newest or '', newestKey or '', seq[1], seq[2], seq[3], ids[1], ids[2], ids[3]}
        """;

    /// <summary>Keeps the role. Key: writer. Argument: proof. Answers: <c>ok</c>; <c>fenced TOKEN NAME SINCE</c>.</summary>
    public static string RenewRole { get; } = $$"""
        local proof = ARGV[1]
        {{CheckProof}}
        {{Now}}
        redis.call('HSET', KEYS[1], 'renewed', now)
        return {'ok'}
        """;

    /// <summary>Ends the lease, so that the next writer need not wait. Key: writer. Argument: proof. Answers: <c>ok</c>; <c>fenced TOKEN NAME SINCE</c>.</summary>
    public static string ReleaseRole { get; } = $$"""
        local proof = ARGV[1]
        {{CheckProof}}
        redis.call('HDEL', KEYS[1], 'renewed')
        return {'ok'}
        """;

    /// <summary>
    /// Makes a checkpoint the current one. Keys: writer, list of checkpoints, its parts, then the parts to drop. Arguments: proof, its number, what the
    /// list says of it, number of its parts, then numbers to drop. The parts were written to pass away; they stay from here on.
    /// Answers: <c>ok</c>; <c>fenced TOKEN NAME SINCE</c>; <c>missing KEY</c>; <c>type KEY FOUND WANTED</c>.
    /// </summary>
    public static string KeepCheckpoint { get; } = $$"""
        local proof, count = ARGV[1], tonumber(ARGV[4])
        {{CheckProof}}
        local found = redis.call('TYPE', KEYS[2])['ok']
        if found ~= 'none' and found ~= 'hash' then return {'type', KEYS[2], found, 'hash'} end
        for i = 1, count do
          if redis.call('EXISTS', KEYS[2 + i]) == 0 then return {'missing', KEYS[2 + i]} end
        end
        redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
        for i = 1, count do redis.call('PERSIST', KEYS[2 + i]) end
        for i = 5, #ARGV - 1 do redis.call('HDEL', KEYS[2], ARGV[i]) end
        for i = 3 + count, #KEYS do redis.call('UNLINK', KEYS[i]) end
        return {'ok'}
        """;

    /// <summary>
    /// Asks whether commands may be run, and runs none. Arguments: for each the number of its words, then these.
    /// Answers: <c>asked</c> and 1 or 0 for each; <c>unknown</c> before version 7.
    /// </summary>
    public static string MayRun { get; } = """
        if not redis.acl_check_cmd then return {'unknown'} end
        local answer, at = {'asked'}, 1
        while at < #ARGV do
          local call, words = {}, tonumber(ARGV[at])
          for i = 1, words do call[i] = ARGV[at + i] end
          local isCommand, may = pcall(redis.acl_check_cmd, unpack(call))
          answer[#answer + 1] = isCommand and may and '1' or '0'
          at = at + 1 + words
        end
        return answer
        """;

    /// <summary>
    /// Adds a chunk of entries. Keys: writer, seq, board, the streams, then one hash for each opportunity of the chunk.
    /// Arguments: see <see cref="ChunkArguments"/>. Answers: <c>ok</c>; <c>fenced TOKEN NAME SINCE</c>; <c>seq</c> and the number of each stream, when
    /// they are not as expected; <c>id KEY FOUND EXPECTED</c>; <c>type KEY FOUND WANTED</c>. Trimming is approximate, and limited in its work.
    /// A chunk without entries checks all streams and keeps the role.
    /// </summary>
    public static string AddEntries { get; } = $$"""
        local proof, maxLength, trimLimit, ttl, boardLength, count = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
        local wanted = {'hash', 'hash', 'zset', 'stream', 'stream', 'stream'}
        for i = 1, #KEYS do
          local found = redis.call('TYPE', KEYS[i])['ok']
          if found ~= 'none' and found ~= (wanted[i] or 'hash') then return {'type', KEYS[i], found, wanted[i] or 'hash'} end
        end
        {{CheckProof}}
        {{Now}}
        local names = {{LuaList(OutputStreams.Names)}}
        local seq = redis.call('HMGET', KEYS[2], unpack(names))
        local same = true
        for i = 1, #names do
          seq[i] = seq[i] or '0'
          same = same and seq[i] == ARGV[6 + i]
        end
        if not same then return {'seq', seq[1], seq[2], seq[3]} end
        for i = 1, #names do
          if count == 0 or ARGV[6 + i] ~= ARGV[9 + i] then
            local id = '0-0'
            if redis.call('EXISTS', KEYS[3 + i]) == 1 then
              local about = redis.call('XINFO', 'STREAM', KEYS[3 + i])
              for j = 1, #about - 1, 2 do
                if about[j] == 'last-generated-id' then id = about[j + 1] end
              end
            end
            if id ~= ARGV[12 + i] then return {'id', KEYS[3 + i], id, ARGV[12 + i]} end
          end
        end
        local outputFields, deadLetterFields = {{LuaList(OutputStreams.OutputFields)}}, {{LuaList(OutputStreams.DeadLetterFields)}}
        local at = 19
        for n = 1, count do
          local stream = tonumber(ARGV[at])
          local fields = stream == {{(int)OutputStream.DeadLetters}} and deadLetterFields or outputFields
          local call = {KEYS[4 + stream], ARGV[at + 1]}
          for f = 1, #fields do
            call[#call + 1] = fields[f]
            call[#call + 1] = ARGV[at + 1 + f]
          end
          redis.call('XADD', unpack(call))
          at = at + 2 + #fields
        end
        for i = 1, #names do
          if ARGV[6 + i] ~= ARGV[9 + i] then
            redis.call('XTRIM', KEYS[3 + i], 'MAXLEN', '~', maxLength, 'LIMIT', trimLimit)
            redis.call('HSET', KEYS[2], names[i], ARGV[9 + i], names[i] .. ':id', ARGV[15 + i])
          end
        end
        for k = 7, #KEYS do
          local incident, live, first = ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2])
          if live == '2' then
            redis.call('DEL', KEYS[k])
          else
            local call = {KEYS[k]}
            for f = 1, #outputFields do
              call[#call + 1] = outputFields[f]
              call[#call + 1] = ARGV[first + f - 1]
            end
            redis.call('HSET', unpack(call))
            redis.call('EXPIRE', KEYS[k], ttl)
          end
          if live == '1' then
            redis.call('ZADD', KEYS[3], ARGV[first + {{OutputStreams.ScoreField}}], incident)
          else
            redis.call('ZREM', KEYS[3], incident)
          end
          at = at + 3
        end
        redis.call('HSET', KEYS[1], 'renewed', now)
        if #KEYS > 6 then redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(tonumber(boardLength) + 1)) end
        return {'ok'}
        """;

    private static string LuaList(IReadOnlyList<string> names) => $"{{{string.Join(", ", names.Select(name => $"'{name}'"))}}}";
}
