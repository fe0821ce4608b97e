using System.Text;
using System.Text.Json;

namespace RtmPipeline.Sources.X;

/// <summary>What X says is wrong: a problem document, the first of a list of errors, or a message that breaks the stream off.</summary>
/// <param name="Type">Last part of the type's address, as <c>usage-capped</c>: its host has changed over the years. Empty where there is none.</param>
/// <param name="Title">As <c>Unauthorized</c>.</param>
/// <param name="Detail">In words.</param>
/// <param name="ConnectionIssue">As <c>TooManyConnections</c>.</param>
/// <param name="DisconnectType">As <c>UpstreamOperationalDisconnect</c>.</param>
/// <param name="Value">The rule that an error is about.</param>
internal sealed record XProblem(string Type, string Title, string Detail, string ConnectionIssue, string DisconnectType, string Value)
{
    /// <summary>Characters of a detail that are shown.</summary>
    public const int MaxShown = 300;

    public static readonly XProblem None = new(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);

    /// <summary>True when all connections of the plan are taken, perhaps by one of our own that the server has not noticed to be gone.</summary>
    public bool IsTooManyConnections =>
        ConnectionIssue == "TooManyConnections" || (Type == "streaming-connection" && Detail.Contains("maximum allowed connection", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the message says that the stream ends for reasons of X's own.</summary>
    public bool IsDisconnect => DisconnectType.Length > 0 || Type == "operational-disconnect" || Title is "operational-disconnect" or "OperationalDisconnect";

    /// <summary>For people; empty when X said nothing that is known.</summary>
    public override string ToString()
    {
        string title = Title.Length > 0 ? Title : Type;
        string detail = Detail == title ? string.Empty : Detail;
        string text = title.Length > 0 && detail.Length > 0 ? $"{title}: {detail}" : title + detail;
        string shown = string.Concat(text.Where(c => !char.IsControl(c)));
        return shown.Length <= MaxShown ? shown : $"{shown.AsSpan(0, MaxShown)}…";
    }

    /// <summary>Reads the answer to a request.</summary>
    public static XProblem Read(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader reader = new(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return None;
            List<XProblem> errors = [];
            XProblem own = ReadObject(ref reader, errors);
            return own.ToString().Length > 0 || errors.Count == 0 ? own : errors[0];
        }
        catch (JsonException)
        {
            // A page of a proxy, or nothing.
            return None;
        }
    }

    /// <summary>Reads the list of errors under the reader.</summary>
    public static List<XProblem> ReadList(ref Utf8JsonReader reader)
    {
        List<XProblem> problems = [];
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return problems;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                problems.Add(ReadObject(ref reader, null));
            else
                reader.Skip();
        }

        return problems;
    }

    /// <summary>Reads the object under the reader.</summary>
    /// <param name="reader">Stands on its brace.</param>
    /// <param name="errors">Takes its list of errors; null to pass over it.</param>
    private static XProblem ReadObject(ref Utf8JsonReader reader, List<XProblem>? errors)
    {
        XProblem problem = None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = NameOf(ref reader);
            reader.Read();
            if (name == "errors" && errors is not null)
                errors.AddRange(ReadList(ref reader));
            else if (name == "details" && reader.TokenType == JsonTokenType.StartArray)
                problem = problem with { Detail = ReadDetails(ref reader) };
            else if (reader.TokenType == JsonTokenType.String)
                problem = With(problem, name, TextOf(ref reader));
            else
                reader.Skip();
        }

        return problem;
    }

    private static XProblem With(XProblem problem, string name, string text) => name switch
    {
        "type" => problem with { Type = text[(text.TrimEnd('/').LastIndexOf('/') + 1)..].TrimEnd('/') is var last && last != "about:blank" ? last : string.Empty },
        "title" => problem with { Title = text },
        "detail" => problem with { Detail = text },
        // Errors of parameters, and those of the older interface.
        "message" or "reason" when problem.Detail.Length == 0 => problem with { Detail = text },
        "connection_issue" => problem with { ConnectionIssue = text },
        "disconnect_type" => problem with { DisconnectType = text },
        "value" => problem with { Value = text },
        _ => problem,
    };

    private static string ReadDetails(ref Utf8JsonReader reader)
    {
        List<string> details = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
                details.Add(TextOf(ref reader));
            else
                reader.Skip();
        }

        return string.Join("; ", details);
    }

    /// <summary>Names that are not known need not be text that is valid.</summary>
    private static string NameOf(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? string.Empty : Encoding.UTF8.GetString(reader.ValueSpan);

    /// <summary>Half an emoji in an escape is no text, and no reason to fail.</summary>
    internal static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? string.Empty;
        }
        catch (InvalidOperationException)
        {
            return string.Empty;
        }
    }
}
