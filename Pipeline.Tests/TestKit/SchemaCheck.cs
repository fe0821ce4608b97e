using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// Checks JSON against a JSON Schema of draft 2020-12, for exactly the keywords our schemas use. An unknown keyword is an error: a check that
/// skips what it does not know finds nothing.
/// </summary>
internal sealed class SchemaCheck
{
    /// <summary>References may lead to references, but not for ever.</summary>
    private const int MaxDepth = 64;

    private readonly JsonElement _root;

    /// <param name="schema">Text of the schema, UTF-8.</param>
    public SchemaCheck(ReadOnlyMemory<byte> schema)
    {
        using JsonDocument document = JsonDocument.Parse(schema);
        _root = document.RootElement.Clone();
    }

    /// <summary>What is wrong with a value, each with its place; empty when it is valid.</summary>
    /// <exception cref="NotSupportedException">The schema uses a keyword this check does not know.</exception>
    public IReadOnlyList<string> Faults(JsonElement value)
    {
        List<string> faults = [];
        Check(_root, value, "$", faults, 0);
        return faults;
    }

    public IReadOnlyList<string> Faults(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Faults(document.RootElement);
    }

    private void Check(JsonElement schema, JsonElement value, string place, List<string> faults, int depth)
    {
        if (depth > MaxDepth)
            throw new NotSupportedException($"the schema is nested more than {MaxDepth} levels deep");
        if (schema.ValueKind is JsonValueKind.True)
            return;
        if (schema.ValueKind is JsonValueKind.False)
        {
            faults.Add($"{place}: nothing may stand here");
            return;
        }

        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (keyword.Name is "$ref")
                Check(Resolve(keyword.Value.GetString()!), value, place, faults, depth + 1);
            else if (!CheckShape(keyword, schema, value, place, faults, depth) && !CheckValue(keyword, value, place, faults) && !IsAnnotation(keyword.Name))
                throw new NotSupportedException($"unknown keyword '{keyword.Name}' at {place}");
        }
    }

    private static bool IsAnnotation(string keyword) => keyword is "$schema" or "$id" or "$defs" or "title" or "description";

    private bool CheckShape(JsonProperty keyword, JsonElement schema, JsonElement value, string place, List<string> faults, int depth)
    {
        switch (keyword.Name)
        {
            case "properties":
                foreach (JsonProperty property in keyword.Value.EnumerateObject())
                {
                    if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out JsonElement member))
                        Check(property.Value, member, $"{place}.{property.Name}", faults, depth + 1);
                }

                return true;
            case "required":
                foreach (JsonElement name in keyword.Value.EnumerateArray())
                {
                    if (value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name.GetString()!, out _))
                        faults.Add($"{place}: '{name}' is missing");
                }

                return true;
            case "additionalProperties":
                CheckOthers(keyword.Value, schema, value, place, faults, depth);
                return true;
            case "items":
                int i = 0;
                foreach (JsonElement item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default)
                    Check(keyword.Value, item, $"{place}[{i++}]", faults, depth + 1);
                return true;
            case "oneOf":
                int fitting = keyword.Value.EnumerateArray().Count(one => Fits(one, value, place, depth + 1));
                if (fitting != 1)
                    faults.Add($"{place}: fits {fitting} of the forms it may have");
                return true;
            default:
                return false;
        }
    }

    private bool Fits(JsonElement schema, JsonElement value, string place, int depth)
    {
        List<string> faults = [];
        Check(schema, value, place, faults, depth);
        return faults.Count == 0;
    }

    private void CheckOthers(JsonElement others, JsonElement schema, JsonElement value, string place, List<string> faults, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        bool named = schema.TryGetProperty("properties", out JsonElement properties);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!named || !properties.TryGetProperty(member.Name, out _))
                Check(others, member.Value, $"{place}.{member.Name}", faults, depth + 1);
        }
    }

    private static bool CheckValue(JsonProperty keyword, JsonElement value, string place, List<string> faults)
    {
        bool? holds = keyword.Name switch
        {
            "type" => Types(keyword.Value).Any(type => IsOfType(value, type)),
            "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
            "const" => JsonElement.DeepEquals(keyword.Value, value),
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(),
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= keyword.Value.GetDouble(),
            "minLength" => value.ValueKind != JsonValueKind.String || LengthOf(value) >= keyword.Value.GetInt32(),
            "maxLength" => value.ValueKind != JsonValueKind.String || LengthOf(value) <= keyword.Value.GetInt32(),
            "pattern" => value.ValueKind != JsonValueKind.String
                || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant),
            _ => null,
        };
        if (holds == false)
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: {value.GetRawText()} against {keyword.Name} {keyword.Value.GetRawText()}"));
        return holds is not null;
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.String ? [type.GetString()!] : type.EnumerateArray().Select(one => one.GetString()!);

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"unknown type '{type}'"),
    };

    /// <summary>Lengths count characters of Unicode, not UTF-16 units.</summary>
    private static int LengthOf(JsonElement value) => value.GetString()!.EnumerateRunes().Count();

    private JsonElement Resolve(string reference)
    {
        const string local = "#/$defs/";
        if (!reference.StartsWith(local, StringComparison.Ordinal))
            throw new NotSupportedException($"unknown reference '{reference}'");
        return _root.GetProperty("$defs").GetProperty(reference[local.Length..]);
    }
}
