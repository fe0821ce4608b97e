using System.Globalization;
using System.Text;
using System.Text.Json;
using RtmPipeline.Posts;

namespace RtmPipeline.Delivery;

/// <summary>
/// Ids of deleted posts, to find the records that name them. A record names a post when one of its values of identity is the post's, as a whole: a part of a longer id or a word in a text is not. Where a record
/// is no JSON that can be read to its end, the id is looked for as a word of its own, as too much removed is better there than too little.
/// </summary>
internal sealed class DeletedPosts
{
    /// <summary>Shorter ids are looked for in broken records only in quotes: their digits stand anywhere.</summary>
    private const int LeastBareLength = 8;

    private const int MaxDepth = 64;
    private const string Bluesky = "at://";
    private const string ServerIdentity = "mastodon:";

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<(string Did, string Key)> _records = [];
    private readonly HashSet<string> _accounts = new(StringComparer.Ordinal);

    /// <param name="ids">In the form of <c>Post.Id</c>: <c>x:ID</c>, <c>at://DID/COLLECTION/KEY</c>, <c>at://DID</c> or <see cref="Deletion.AccountPrefix"/> and its key for an account, a web address, <c>mastodon:ID</c> or <c>mastodon:SERVER/ID</c>, <c>plain:ID</c>.</param>
    public DeletedPosts(IEnumerable<string> ids)
    {
        foreach (string id in ids)
            Add(id);
    }

    /// <summary>True when a record names one of the posts.</summary>
    /// <param name="record">Bytes of a record, or of its head.</param>
    public bool AreNamedIn(ReadOnlySpan<byte> record)
    {
        if (_values.Count + _records.Count + _accounts.Count == 0)
            return false;
        try
        {
            return AreNamedInJson(record);
        }
        catch (JsonException)
        {
            return AreWordsOf(record);
        }
    }

    private void Add(string id)
    {
        if (id.StartsWith(Deletion.AccountPrefix, StringComparison.Ordinal))
        {
            _accounts.Add(id);
            return;
        }

        _values.Add(id);
        if (id.StartsWith(Bluesky, StringComparison.Ordinal))
        {
            string[] parts = id[Bluesky.Length..].Split('/');
            if (parts.Length == 3)
                _records.Add((parts[0], parts[2]));
            else if (parts.Length == 1)
                _values.Add(parts[0]);
            return;
        }

        int colon = id.IndexOf(':', StringComparison.Ordinal);
        if (id.StartsWith("x:", StringComparison.Ordinal) || id.StartsWith("plain:", StringComparison.Ordinal) || id.StartsWith(ServerIdentity, StringComparison.Ordinal))
            _values.Add(id[(colon + 1)..]);
        // The server's name stands before its id; records hold the id alone.
        if (id.StartsWith(ServerIdentity, StringComparison.Ordinal) && id.IndexOf('/', colon) is > 0 and int slash)
            _values.Add(id[(slash + 1)..]);
    }

    private bool AreNamedInJson(ReadOnlySpan<byte> record)
    {
        Utf8JsonReader reader = new(record, new JsonReaderOptions { MaxDepth = MaxDepth });
        List<string> dids = [];
        List<string> keys = [];
        bool isIdentity = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    isIdentity = IsIdentity(ref reader);
                    break;
                case JsonTokenType.String or JsonTokenType.Number when isIdentity:
                    string value = TextOf(ref reader);
                    if (_values.Contains(value))
                        return true;
                    bool isDid = value.StartsWith("did:", StringComparison.Ordinal);
                    if (isDid && IsOfDeletedAccount(value))
                        return true;
                    (isDid ? dids : keys).Add(value);
                    break;
            }
        }

        return _records.Count > 0 && dids.Exists(did => keys.Exists(key => _records.Contains((did, key))));
    }

    /// <summary>A deleted account is told by the key of its author alone; here accounts of Bluesky are known by theirs.</summary>
    private bool IsOfDeletedAccount(string did) =>
        _accounts.Count > 0
        && _accounts.Contains(string.Create(CultureInfo.InvariantCulture, $"{Deletion.AccountPrefix}{StableHash.Combine(StableHash.Of("bluesky"), StableHash.Of(did)):x16}"));

    /// <summary>Names of members that hold identities in the formats we read; those of what a post replies to are not among them, as they bring nothing of it along.</summary>
    private static bool IsIdentity(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("id_str"u8) || reader.ValueTextEquals("uri"u8) || reader.ValueTextEquals("url"u8)
        || reader.ValueTextEquals("did"u8) || reader.ValueTextEquals("rkey"u8) || reader.ValueTextEquals("guid"u8) || reader.ValueTextEquals("repost_of"u8)
        || reader.ValueTextEquals("retweet_of"u8);

    private static string TextOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped)
        {
            byte[] unescaped = new byte[reader.ValueSpan.Length];
            try
            {
                return Encoding.UTF8.GetString(unescaped, 0, reader.CopyString(unescaped));
            }
            catch (InvalidOperationException)
            {
                // Half a character: no id of ours has one.
                return string.Empty;
            }
        }

        return Encoding.UTF8.GetString(reader.ValueSpan);
    }

    private bool AreWordsOf(ReadOnlySpan<byte> record)
    {
        foreach (string value in _values)
        {
            if (value.Length >= LeastBareLength ? IsWordOf(record, value) : IsWordOf(record, $"\"{value}\""))
                return true;
        }

        foreach ((string did, string key) in _records)
        {
            if (IsWordOf(record, did) && IsWordOf(record, key))
                return true;
        }

        return false;
    }

    private static bool IsWordOf(ReadOnlySpan<byte> record, string word)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(word);
        for (int at = 0; record[at..].IndexOf(bytes) is >= 0 and int found; at++)
        {
            at += found;
            int end = at + bytes.Length;
            bool isStart = at == 0 || !IsPart(record[at - 1]) || !IsPart(bytes[0]);
            bool isEnd = end == record.Length || !IsPart(record[end]) || !IsPart(bytes[^1]);
            if (isStart && isEnd)
                return true;
        }

        return false;
    }

    private static bool IsPart(byte character) => char.IsAsciiLetterOrDigit((char)character) || character == (byte)'_';
}
