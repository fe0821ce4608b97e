using System.Text;
using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>One post to be written as an envelope of X's filtered stream.</summary>
internal readonly ref struct Envelope
{
    public required ulong Id { get; init; }

    public required long Time { get; init; }

    public required Author Author { get; init; }

    /// <summary>Text and entities; not used for a repost.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    public ReadOnlySpan<byte> Entities { get; init; }

    /// <summary>Repost, Reply or Quote go with a parent; all else stands alone.</summary>
    public RecordOrigin Origin { get; init; }

    public PooledPost? Parent { get; init; }
}

/// <summary>Writes X v2 stream envelopes, about 1 KB each, byte by byte: the form is fixed, and a general writer costs several times as much.</summary>
internal sealed class EnvelopeWriter(Voice[] voices, AuthorBook authors, LinkBook links)
{
    /// <summary>Reposts keep the old length of a text; what is longer is cut and ends with an ellipsis.</summary>
    private const int RepostLength = 140;

    /// <summary>A text may be edited for half an hour.</summary>
    private const long EditWindow = 30 * 60_000;

    private readonly byte[] _handle = new byte[32];
    private readonly byte[][] _codes = [.. voices.Select(voice => Encoding.ASCII.GetBytes(voice.Code))];

    /// <summary>The rules that let the posts through say nothing about topics: the truth is not in the stream.</summary>
    private readonly byte[][] _rules =
        [.. voices.Select((voice, i) => Encoding.ASCII.GetBytes($"{{\"id\":\"160000000000000000{i + 1}\",\"tag\":\"sample {voice.Code}\"}}"))];

    /// <summary>Writes the <c>entities</c> object of a draft; nothing when it has none.</summary>
    public void WriteEntities(Utf8Line line, Draft draft)
    {
        line.Clear();
        if (draft.Entities.IsEmpty)
            return;
        line.Write((byte)'{');
        WriteMarks(line, draft, EntityMark.Hashtag, "\"hashtags\":["u8);
        WriteMarks(line, draft, EntityMark.Mention, "\"mentions\":["u8);
        WriteMarks(line, draft, EntityMark.Link, "\"urls\":["u8);
        line.Write((byte)'}');
    }

    public void Write(Utf8Line line, in Envelope post)
    {
        line.Write("{\"data\":{\"id\":\""u8);
        line.Write(post.Id);
        line.Write("\",\"text\":\""u8);
        if (post.Origin == RecordOrigin.Repost)
            WriteRepostText(line, post.Parent!);
        else
            line.Write(post.Text);
        WriteCommon(line, post.Id, post.Time, post.Author);
        line.Write(",\"conversation_id\":\""u8);
        line.Write(post.Origin == RecordOrigin.Reply ? post.Parent!.Id : post.Id);
        line.Write("\",\"edit_controls\":{\"edits_remaining\":5,\"is_edit_eligible\":true,\"editable_until\":\""u8);
        line.WriteTime(post.Time + EditWindow);
        line.Write("\"},\"possibly_sensitive\":false,\"reply_settings\":\"everyone\",\"public_metrics\":{\"retweet_count\":"u8);
        line.Write((ulong)(post.Origin == RecordOrigin.Repost ? post.Parent!.Reposts : 0));
        line.Write(",\"reply_count\":0,\"like_count\":0,\"quote_count\":0,\"bookmark_count\":0,\"impression_count\":0}"u8);
        WriteDataEntities(line, post);
        WriteReference(line, post);
        line.Write("},\"includes\":{\"users\":["u8);
        WriteUser(line, post.Author);
        if (post.Parent is { } parent && post.Origin is RecordOrigin.Repost or RecordOrigin.Reply or RecordOrigin.Quote)
            WriteParent(line, parent);
        else
            line.Write((byte)']');
        line.Write("},\"matching_rules\":["u8);
        line.Write(_rules[(int)post.Author.Language]);
        line.Write("]}"u8);
    }

    /// <summary>From the end of the text to the edit history, the same for a post and for one it refers to.</summary>
    private void WriteCommon(Utf8Line line, ulong id, long time, in Author author)
    {
        line.Write("\",\"author_id\":\""u8);
        line.Write(author.Id);
        line.Write("\",\"created_at\":\""u8);
        line.WriteTime(time);
        line.Write("\",\"lang\":\""u8);
        line.Write(_codes[(int)author.Language]);
        line.Write("\",\"edit_history_tweet_ids\":[\""u8);
        line.Write(id);
        line.Write("\"]"u8);
    }

    private void WriteDataEntities(Utf8Line line, in Envelope post)
    {
        if (post.Origin == RecordOrigin.Repost)
        {
            int length = authors.WriteHandle(post.Parent!.Author, _handle);
            line.Write(",\"entities\":{\"mentions\":[{\"start\":3,\"end\":"u8);
            line.Write((ulong)(4 + length));
            line.Write(",\"username\":\""u8);
            line.Write(_handle.AsSpan(0, length));
            line.Write("\",\"id\":\""u8);
            line.Write(post.Parent.Author.Id);
            line.Write("\"}]}"u8);
            return;
        }
        if (post.Entities.IsEmpty)
            return;
        line.Write(",\"entities\":"u8);
        line.Write(post.Entities);
    }

    private static void WriteReference(Utf8Line line, in Envelope post)
    {
        switch (post.Origin)
        {
            case RecordOrigin.Repost:
                line.Write(",\"referenced_tweets\":[{\"type\":\"retweeted\",\"id\":\""u8);
                break;
            case RecordOrigin.Quote:
                line.Write(",\"referenced_tweets\":[{\"type\":\"quoted\",\"id\":\""u8);
                break;
            case RecordOrigin.Reply:
                line.Write(",\"in_reply_to_user_id\":\""u8);
                line.Write(post.Parent!.Author.Id);
                line.Write("\",\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":\""u8);
                break;
            default:
                return;
        }
        line.Write(post.Parent!.Id);
        line.Write("\"}]"u8);
    }

    /// <summary>"RT @handle: " and the text, cut at a code point, never inside of an escape.</summary>
    private void WriteRepostText(Utf8Line line, PooledPost parent)
    {
        int handle = authors.WriteHandle(parent.Author, _handle);
        line.Write("RT @"u8);
        line.Write(_handle.AsSpan(0, handle));
        line.Write(": "u8);
        int room = RepostLength - 6 - handle;
        if (parent.CodePoints <= room)
        {
            line.Write(parent.Text);
            return;
        }
        ReadOnlySpan<byte> text = parent.Text;
        int at = 0;
        for (int taken = 0; taken < room - 1; taken++)
            at += text[at] == (byte)'\\' ? 2 : text[at] < 0x80 ? 1 : text[at] < 0xE0 ? 2 : text[at] < 0xF0 ? 3 : 4;
        line.Write(text[..at]);
        line.Write("…"u8);
    }

    private void WriteParent(Utf8Line line, PooledPost parent)
    {
        line.Write((byte)',');
        WriteUser(line, parent.Author);
        line.Write("],\"tweets\":[{\"id\":\""u8);
        line.Write(parent.Id);
        line.Write("\",\"text\":\""u8);
        line.Write(parent.Text);
        WriteCommon(line, parent.Id, parent.Time, parent.Author);
        ulong reposts = (ulong)parent.Reposts;
        line.Write(",\"public_metrics\":{\"retweet_count\":"u8);
        line.Write(reposts);
        line.Write(",\"reply_count\":"u8);
        line.Write(reposts / 6);
        line.Write(",\"like_count\":"u8);
        line.Write((reposts * 2) + (parent.Author.Traits % 5));
        line.Write(",\"quote_count\":"u8);
        line.Write(reposts / 9);
        line.Write((byte)'}');
        if (!parent.Entities.IsEmpty)
        {
            line.Write(",\"entities\":"u8);
            line.Write(parent.Entities);
        }
        line.Write("}]"u8);
    }

    private void WriteUser(Utf8Line line, in Author author)
    {
        Voice voice = voices[(int)author.Language];
        ulong traits = author.Traits;
        line.Write("{\"id\":\""u8);
        line.Write(author.Id);
        line.Write("\",\"name\":\""u8);
        if (author.Id == authors.Brand.Id)
        {
            line.Write("Crispo Cookies"u8);
        }
        else
        {
            line.Write(voice[Slot.Name][(int)(traits % (ulong)voice[Slot.Name].Count)].Utf8);
            line.Write((byte)' ');
            line.Write(voice.Surname[(int)((traits >> 12) % (ulong)voice.Surname.Count)].Utf8);
        }
        line.Write("\",\"username\":\""u8);
        int length = authors.WriteHandle(author, _handle);
        line.Write(_handle.AsSpan(0, length));
        line.Write("\",\"created_at\":\""u8);
        line.WriteTime(author.CreatedAt);
        line.Write(author.Followers > 200_000 ? "\",\"verified\":true"u8 : "\",\"verified\":false"u8);
        line.Write(",\"protected\":false,\"location\":\""u8);
        line.Write(voice[Slot.Place][(int)((traits >> 20) % (ulong)voice[Slot.Place].Count)].Utf8);
        line.Write("\",\"public_metrics\":{\"followers_count\":"u8);
        line.Write((ulong)author.Followers);
        line.Write(",\"following_count\":"u8);
        line.Write(20 + ((traits >> 30) % 900));
        line.Write(",\"tweet_count\":"u8);
        line.Write(5 + ((traits >> 34) % 20_000));
        line.Write(",\"listed_count\":"u8);
        line.Write((ulong)author.Followers / 60);
        line.Write("}}"u8);
    }

    private void WriteMarks(Utf8Line line, Draft draft, EntityMark mark, ReadOnlySpan<byte> opening)
    {
        bool any = false;
        foreach (ref readonly DraftEntity entity in draft.Entities)
        {
            if (entity.Mark != mark)
                continue;
            if (any)
                line.Write((byte)',');
            else if (line.Length > 1)
                line.Write((byte)',');
            if (!any)
                line.Write(opening);
            any = true;
            WriteMark(line, entity, draft.Text[entity.FirstByte..entity.LastByte]);
        }
        if (any)
            line.Write((byte)']');
    }

    private void WriteMark(Utf8Line line, in DraftEntity entity, ReadOnlySpan<byte> surface)
    {
        line.Write("{\"start\":"u8);
        line.Write((ulong)entity.Start);
        line.Write(",\"end\":"u8);
        line.Write((ulong)entity.End);
        switch (entity.Mark)
        {
            case EntityMark.Hashtag:
                line.Write(",\"tag\":\""u8);
                line.Write(surface[1..]);
                break;
            case EntityMark.Mention:
                line.Write(",\"username\":\""u8);
                line.Write(surface[1..]);
                line.Write("\",\"id\":\""u8);
                line.Write(entity.Target);
                break;
            default:
                line.Write(",\"url\":\""u8);
                line.Write(surface);
                line.Write("\",\"expanded_url\":\"https://"u8);
                links.WriteTarget(entity.Target, line);
                line.Write("\",\"display_url\":\""u8);
                links.WriteTarget(entity.Target, line);
                break;
        }
        line.Write("\"}"u8);
    }
}
