namespace RtmPipeline.Sources.Files;

/// <summary>Takes the whole rest of a recording as one XML document.</summary>
internal sealed class XmlDocumentFramer(string source, FileLimits limits) : IFramer
{
    private bool _done;

    public FrameStep Next(ByteWindow window, out RawRecord record)
    {
        record = default;
        if (_done)
            return FrameStep.End;

        RecordPosition position = new(source, window.Line, window.Offset);
        if (window.Unread.Length > limits.MaxXmlBytes)
        {
            record = DocumentFaults.TooLong(window, position, "XML document", limits.MaxXmlBytes, limits);
        }
        else if (window.BeyondRatio)
        {
            record = DocumentFaults.BeyondRatio(window, position, limits);
        }
        else if (!window.Ended)
        {
            return FrameStep.NeedMore;
        }
        else if (window.Fault is not null)
        {
            return FrameStep.End;
        }
        else
        {
            record = new RawRecord { Form = RecordForm.Xml, Bytes = window.Slice(0, window.Unread.Length), Position = position };
            window.Advance(window.Unread.Length, 0);
        }

        _done = true;
        return FrameStep.Record;
    }
}
