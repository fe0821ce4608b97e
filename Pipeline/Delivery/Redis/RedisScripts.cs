namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// The Lua scripts. They answer with lists of texts only, whose first one says what happened, because lists and texts have the same shape in
/// both versions of Redis' protocol. Whatever can fail is checked before the first change: Redis runs a script alone, but takes nothing back.
/// </summary>
internal static class RedisScripts
{
    /// <summary>
    /// Takes the writer's role. Keys: writer, seq, then the streams. Arguments: holder, time of the first entry, "1" to append.
    /// Answers: <c>taken TOKEN PREVIOUS-HOLDER</c>, then number and last id of each stream; <c>newer TIME KEY</c>; <c>type KEY FOUND WANTED</c>.
    /// The same holder that asks twice, not knowing the outcome, keeps its token.
    /// </summary>
    public static string TakeRole { get; } = $$"""
        local wanted = {'hash', 'hash', 'stream', 'stream', 'stream'}
        for i = 1, #KEYS do
          local found = redis.call('TYPE', KEYS[i])['ok']
          if found ~= 'none' and found ~= wanted[i] then return {'type', KEYS[i], found, wanted[i]} end
        end
        local names = {{LuaList(OutputStreams.Names)}}
        local seq = redis.call('HMGET', KEYS[2], unpack(names))
        local ids, newest, newestKey, repaired = {}, nil, nil, {}
        for i = 1, #names do
          ids[i] = '0-0'
          seq[i] = seq[i] or '0'
          if redis.call('EXISTS', KEYS[2 + i]) == 1 then
            local about, last = redis.call('XINFO', 'STREAM', KEYS[2 + i]), nil
            for j = 1, #about - 1, 2 do
              if about[j] == 'last-generated-id' then ids[i] = about[j + 1] end
              if about[j] == 'last-entry' then last = about[j + 1] end
            end
            if last then
              local t = string.match(last[1], '^%d+')
              for j = 1, #last[2] - 1, 2 do
                local name, value = last[2][j], string.match(last[2][j + 1], '^%d+$')
                if name == 't' and value then t = value end
                if name == 'seq' and value and tonumber(value) > tonumber(seq[i]) then
                  seq[i] = value
                  repaired[#repaired + 1] = names[i]
                  repaired[#repaired + 1] = value
                end
              end
              if not newest or tonumber(t) > tonumber(newest) then newest, newestKey = t, KEYS[2 + i] end
            end
          end
        end
        if ARGV[3] ~= '1' and newest and tonumber(newest) >= tonumber(ARGV[2]) then return {'newer', newest, newestKey} end
        local role = redis.call('HMGET', KEYS[1], 'token', 'holder')
        local token = role[1]
        if not token or role[2] ~= ARGV[1] then
          token = string.format('%.0f', redis.call('HINCRBY', KEYS[1], 'token', 1))
          redis.call('HSET', KEYS[1], 'holder', ARGV[1])
        end
        if #repaired > 0 then redis.call('HSET', KEYS[2], unpack(repaired)) end
        return {'taken', token, role[2] or '', seq[1], seq[2], seq[3], ids[1], ids[2], ids[3]}
        """;

    /// <summary>
    /// Adds a chunk of entries. Keys: writer, seq, board, the streams, then one hash for each opportunity of the chunk.
    /// Arguments: see <see cref="ChunkArguments"/>. Answers: <c>ok</c>; <c>fenced TOKEN HOLDER</c>; <c>seq</c> and the number of each stream, when
    /// they are not as expected; <c>id KEY FOUND EXPECTED</c>; <c>type KEY FOUND WANTED</c>. Trimming is approximate, and limited in its work.
    /// </summary>
    public static string AddEntries { get; } = $$"""
        local token, maxLength, trimLimit, ttl, boardLength, count = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])
        local wanted = {'hash', 'hash', 'zset', 'stream', 'stream', 'stream'}
        for i = 1, #KEYS do
          local found = redis.call('TYPE', KEYS[i])['ok']
          if found ~= 'none' and found ~= (wanted[i] or 'hash') then return {'type', KEYS[i], found, wanted[i] or 'hash'} end
        end
        local role = redis.call('HMGET', KEYS[1], 'token', 'holder')
        if role[1] ~= token then return {'fenced', role[1] or '', role[2] or ''} end
        local names = {{LuaList(OutputStreams.Names)}}
        local seq = redis.call('HMGET', KEYS[2], unpack(names))
        local same = true
        for i = 1, #names do
          seq[i] = seq[i] or '0'
          same = same and seq[i] == ARGV[6 + i]
        end
        if not same then return {'seq', seq[1], seq[2], seq[3]} end
        for i = 1, #names do
          if ARGV[6 + i] ~= ARGV[9 + i] then
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
        local at = 16
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
            redis.call('HSET', KEYS[2], names[i], ARGV[9 + i])
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
        if #KEYS > 6 then redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -(tonumber(boardLength) + 1)) end
        return {'ok'}
        """;

    private static string LuaList(IReadOnlyList<string> names) => $"{{{string.Join(", ", names.Select(name => $"'{name}'"))}}}";
}
