using System.Xml;

namespace RtmPipeline.Posts.News;

/// <summary>Reads well-formed XML. Document types are passed over, so that entities of their own are unknown and never expanded; nothing is ever fetched.</summary>
internal static class StrictFeedReader
{
    public static FeedReading Read(string xml, string? address)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = FeedLimits.MaxBytes,
            CheckCharacters = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        FeedAssembler assembler = new(address);
        using StringReader text = new(xml);
        using XmlReader reader = XmlReader.Create(text, settings);
        try
        {
            return Read(reader, assembler);
        }
        catch (XmlException broken)
        {
            return FeedReading.Broken(broken.Message);
        }
    }

    private static FeedReading Read(XmlReader reader, FeedAssembler assembler)
    {
        Attributes attributes = new(reader);
        string? ownNamespace = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth >= FeedLimits.MaxDepth)
                        return FeedReading.Broken($"nesting deeper than {FeedLimits.MaxDepth} (limit {FeedLimits.MaxDepth})") with { IsHopeless = true };
                    bool isEmpty = reader.IsEmptyElement;
                    if (assembler.RootName is null && FeedNames.IsRoot(reader.LocalName))
                        ownNamespace = reader.NamespaceURI;
                    assembler.Open(VocabularyOf(reader, ownNamespace), reader.LocalName, attributes);
                    if (isEmpty)
                        assembler.Close();
                    if (!assembler.RootIsFeed)
                        return FeedReading.Of(assembler);
                    break;
                case XmlNodeType.EndElement:
                    assembler.Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    if (assembler.IsCapturing)
                        assembler.Text(reader.Value);
                    break;
            }
        }

        return FeedReading.Of(assembler);
    }

    /// <summary>Feeds were put into namespaces that nobody else knows: the root's own is the feed's, whatever it is.</summary>
    private static FeedNamespace VocabularyOf(XmlReader reader, string? ownNamespace)
    {
        FeedNamespace known = FeedNames.Vocabulary(reader.NamespaceURI);
        return known == FeedNamespace.Foreign && reader.NamespaceURI == ownNamespace ? FeedNamespace.Atom : known;
    }

    private sealed class Attributes(XmlReader reader) : IFeedAttributes
    {
        public string? Get(string name)
        {
            if (!reader.HasAttributes)
                return null;
            return name switch
            {
                "about" => reader.GetAttribute("rdf:about") ?? reader.GetAttribute(name),
                // CDF wrote names in capitals.
                "href" or "lastmod" => reader.GetAttribute(name) ?? reader.GetAttribute(name.ToUpperInvariant()),
                _ => reader.GetAttribute(name),
            };
        }
    }
}
