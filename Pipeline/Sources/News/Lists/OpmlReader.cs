using System.Xml;

namespace RtmPipeline.Sources.News.Lists;

/// <summary>A feed that an OPML file names.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Line">Line of the file.</param>
internal sealed record OpmlFeed(FeedAddress Address, int Line);

/// <summary>What an OPML file holds.</summary>
/// <param name="Feeds">Its feeds in order, each address once.</param>
/// <param name="Duplicates">Further outlines of the same feeds.</param>
/// <param name="Faults">Lines that are no feeds though they should be, in words.</param>
/// <param name="Broken">Why it could not be read to its end; null when it could. What it names is not to be used then: the file may be half written.</param>
internal sealed record OpmlFile(IReadOnlyList<OpmlFeed> Feeds, int Duplicates, IReadOnlyList<string> Faults, string? Broken);

/// <summary>
/// Reads OPML, as feed readers export it: any outline with an <c>xmlUrl</c> is a feed, whatever its type says and however deep it is nested; other outlines are folders, and
/// other elements are passed over. A document type is refused, and nothing is ever fetched.
/// </summary>
internal static class OpmlReader
{
    /// <summary>Bytes of a file.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>Elements within each other.</summary>
    private const int MaxDepth = 128;

    /// <summary>Faults that are listed; further ones are counted.</summary>
    private const int MaxFaults = 100;

    public static OpmlFile Read(Stream file)
    {
        List<OpmlFeed> feeds = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        List<string> faults = [];
        int duplicates = 0;
        int moreFaults = 0;
        string? broken = null;
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using XmlReader reader = XmlReader.Create(file, settings);
            while (reader.Read())
            {
                if (reader.Depth >= MaxDepth)
                    throw new XmlException($"nesting deeper than {MaxDepth} (limit {MaxDepth})");
                if (reader.NodeType != XmlNodeType.Element || !reader.LocalName.Equals("outline", StringComparison.OrdinalIgnoreCase) || AddressOf(reader) is not { } text)
                    continue;
                int line = ((IXmlLineInfo)reader).LineNumber;
                if (FeedAddress.TryParse(text) is not { } address)
                    moreFaults += Add(faults, $"line {line}: '{FeedAddress.ShownOf(text)}' is no address of http or https");
                else if (keys.Add(address.Key))
                    feeds.Add(new OpmlFeed(address, line));
                else
                    duplicates++;
            }
        }
        catch (Exception unreadable) when (unreadable is XmlException or IOException)
        {
            broken = unreadable.Message;
        }

        if (moreFaults > 0)
            faults.Add($"{moreFaults} further lines are no feeds");
        return new OpmlFile(feeds, duplicates, faults, broken);
    }

    private static int Add(List<string> faults, string fault)
    {
        if (faults.Count == MaxFaults)
            return 1;
        faults.Add(fault);
        return 0;
    }

    /// <summary>Readers write the name in several cases.</summary>
    private static string? AddressOf(XmlReader reader)
    {
        string? address = null;
        while (reader.MoveToNextAttribute())
        {
            if (reader.LocalName.Equals("xmlUrl", StringComparison.OrdinalIgnoreCase))
                address ??= reader.Value;
        }

        reader.MoveToElement();
        return address;
    }
}
