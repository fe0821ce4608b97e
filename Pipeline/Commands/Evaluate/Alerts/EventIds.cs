using System.Globalization;
using System.Text;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Evaluate.Series;
using RtmPipeline.Commands.Training;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>
/// A recorded event of which only the ids of its posts are passed on. Each id of X holds its time; a post is made for each that names the event and says nothing
/// else, in one of a few forms that the id chooses.
/// </summary>
/// <remarks>
/// A list tells neither who wrote a post nor which repeated which. So the author stays unknown, and texts stay shorter than what is compared for copies
/// (<see cref="Posts.Text.TextSignature.MinTokens"/>): names of one or two words get a word more, names of three stand alone. Longer names are compared, and
/// count as copies. In truth most of such posts say more; what is tested is when an event is seen, not how its texts are read.
/// </remarks>
internal sealed class EventIds
{
    /// <summary>Most ids of a list.</summary>
    public const int MaxIds = 2_000_000;

    private const int WordsLeftAlone = 3;

    private static readonly string[] s_forms = ["{0}", "{0}.", "{0}…", "{1}"];
    private static readonly string[] s_longerForms = ["{0}", "{0} news", "{0} now", "{0} today", "{1}"];

    private readonly (long Time, ulong Id)[] _posts;

    private EventIds(string file, (long Time, ulong Id)[] posts) => (File, _posts) = (file, posts);

    public string File { get; }

    public int Count => _posts.Length;

    public long FirstAt => _posts[0].Time;

    public long LastAt => _posts[^1].Time;

    /// <summary>True when the first line that holds anything is an id.</summary>
    public static bool IsList(string file)
    {
        using TextLines lines = TextLines.Open(file);
        return SeriesFiles.MoveToContent(lines) && Series.IdList.IsId(lines.Line);
    }

    /// <summary>Reads a list of ids in any order; what is no id is rejected with its line.</summary>
    /// <exception cref="UnusableFileException">There is no usable id, or too many.</exception>
    public static EventIds Read(string file, Rejections rejections)
    {
        using TextLines lines = TextLines.Open(file);
        var posts = new SortedSet<(long Time, ulong Id)>();
        while (SeriesFiles.MoveToContent(lines))
        {
            string id = lines.Line.Trim();
            if (!Series.IdList.IsId(id) || !PostTime.TryFromSnowflake(Encoding.ASCII.GetBytes(id), out long time))
                rejections.Add(lines.Number, "no id", $"{ConfigurationFault.Show(id)} is no post id with a time in it");
            else if (!posts.Add((time, ulong.Parse(id, CultureInfo.InvariantCulture))))
                rejections.Add(lines.Number, "duplicate", $"the id {id} stands here a second time");
            else if (posts.Count > MaxIds)
                throw new UnusableFileException($"has more than {MaxIds:#,0} ids");
        }

        return posts.Count > 0 ? new EventIds(file, [.. posts]) : throw new UnusableFileException("has no usable id");
    }

    /// <summary>The event's name from the name of a file: <c>2013_Russia_meteor.ids.txt.gz</c> is about "Russia meteor".</summary>
    public static string NameOf(string file)
    {
        string name = Path.GetFileName(file);
        int end = name.IndexOf('.', StringComparison.Ordinal);
        string[] words = (end > 0 ? name[..end] : name).Split(['_', '-', ' '], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Length > 1 && words[0].All(char.IsAsciiDigit) ? words[1..] : words);
    }

    /// <summary>The name as one hashtag: #RussiaMeteor.</summary>
    public static string HashtagOf(string name) =>
        $"#{string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]))}";

    public EventVolume Volume()
    {
        var volume = new EventVolume();
        foreach ((long time, _) in _posts)
            volume.Add(time);
        return volume;
    }

    /// <summary>A post for each id.</summary>
    public IRecordSource PostsAbout(string name)
    {
        string hashtag = HashtagOf(name);
        string[] forms = name.Split(' ').Length < WordsLeftAlone ? s_longerForms : s_forms;
        string[] texts = [.. forms.Select(form => string.Format(CultureInfo.InvariantCulture, form, name, hashtag))];
        return new LineSource(File, () => _posts.Select(post => PlainRecord.Write(
            post.Id.ToString(CultureInfo.InvariantCulture), post.Time, "x", texts[(int)(StableHash.Finish(post.Id) % (ulong)texts.Length)], language: "en")));
    }
}
