using System.Buffers;
using System.Text.Json;

namespace RtmPipeline.Sources.X;

/// <summary>An answer about rules: what is there or was made, and what was wrong with each of the others.</summary>
/// <param name="Rules">Rules of the answer.</param>
/// <param name="Errors">What was wrong, by rule.</param>
/// <param name="Problem">What is wrong with all of it; <see cref="XProblem.None"/> for nothing.</param>
/// <param name="NextPage">Token of the next page; null for none.</param>
internal sealed record RuleReply(IReadOnlyList<ServerRule> Rules, IReadOnlyList<XProblem> Errors, XProblem Problem, string? NextPage)
{
    private const string Cap = "rule-cap";
    private const string Invalid = "invalid-rules";
    private const string Duplicate = "duplicate-rules";

    /// <summary>True when the plan has no room for more rules.</summary>
    public bool IsCapReached => Problem.Type == Cap || Errors.Any(error => error.Type == Cap);

    /// <summary>True when a rule is wrong, and it is not said which.</summary>
    public bool IsInvalidAsAWhole => Problem.Type is Invalid or "invalid-request" && !Errors.Any(error => error.Value.Length > 0);

    public static bool IsDuplicate(XProblem error) => error.Type == Duplicate || error.Title == "DuplicateRule";

    /// <summary>Reads an answer.</summary>
    /// <exception cref="IOException">It is none.</exception>
    public static RuleReply Read(ReadOnlySpan<byte> body)
    {
        try
        {
            List<ServerRule> rules = [];
            List<XProblem> errors = [];
            string? next = null;
            Utf8JsonReader reader = new(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new IOException("the answer about rules is no object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isData = reader.ValueTextEquals("data"u8);
                bool isErrors = reader.ValueTextEquals("errors"u8);
                bool isMeta = reader.ValueTextEquals("meta"u8);
                reader.Read();
                if (isData && reader.TokenType == JsonTokenType.StartArray)
                    ReadRules(ref reader, rules);
                else if (isErrors)
                    errors = XProblem.ReadList(ref reader);
                else if (isMeta && reader.TokenType == JsonTokenType.StartObject)
                    next = Members(ref reader, "next_token"u8)[0];
                else
                    reader.Skip();
            }

            XProblem problem = XProblem.Read(body);
            // Without words of its own the answer's problem is the first of its errors, which stand in the list already.
            return new RuleReply(rules, errors, errors.Count > 0 && problem == errors[0] ? XProblem.None : problem, next);
        }
        catch (JsonException broken)
        {
            throw new IOException($"the answer about rules is no JSON: byte {broken.BytePositionInLine} of line {broken.LineNumber + 1}", broken);
        }
    }

    /// <summary>The body that adds rules.</summary>
    public static byte[] BodyOfAdd(IEnumerable<WantedRule> rules) => Write(writer =>
    {
        writer.WriteStartArray("add");
        foreach (WantedRule rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("value", rule.Value);
            writer.WriteString("tag", rule.Tag);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The body that removes rules.</summary>
    public static byte[] BodyOfRemove(IEnumerable<ServerRule> rules) => Write(writer =>
    {
        writer.WriteStartObject("delete");
        writer.WriteStartArray("ids");
        foreach (ServerRule rule in rules)
            writer.WriteStringValue(rule.Id);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void ReadRules(ref Utf8JsonReader reader, List<ServerRule> rules)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            string?[] members = Members(ref reader, "id"u8, "value"u8, "tag"u8);
            // What was tried only has no id.
            if (members[1] is { } value)
                rules.Add(new ServerRule(members[0] ?? string.Empty, value, members[2] ?? string.Empty));
        }
    }

    /// <summary>Texts of an object's members; null for those that it does not have.</summary>
    private static string?[] Members(ref Utf8JsonReader reader, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default)
    {
        string?[] texts = new string?[3];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int at = reader.ValueTextEquals(first) ? 0 : reader.ValueTextEquals(second) ? 1 : reader.ValueTextEquals(third) ? 2 : -1;
            reader.Read();
            if (at >= 0 && reader.TokenType == JsonTokenType.String)
                texts[at] = XProblem.TextOf(ref reader);
            else
                reader.Skip();
        }

        return texts;
    }
}
