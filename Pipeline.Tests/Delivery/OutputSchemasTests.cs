using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class OutputSchemasTests
{
    /// <summary>Checks lines of <c>{"schema":…,"value":…}</c>; prints the number of valid ones.</summary>
    private const string Python = """
        import json, sys
        from jsonschema import Draft202012Validator
        schemas, valid = {}, 0
        for name in sys.argv[2:]:
            schema = json.load(open(sys.argv[1] + '/' + name + '.json', encoding='utf-8'))
            Draft202012Validator.check_schema(schema)
            schemas[name] = Draft202012Validator(schema)
        for line in open(sys.argv[1] + '/values', encoding='utf-8'):
            case = json.loads(line)
            valid += schemas[case['schema']].is_valid(case['value'])
        print(valid)
        """;

    [Test]
    public void Schema_EachName_HasItsUrnAndDraft([ValueSource(typeof(OutputSchemas), nameof(OutputSchemas.Names))] string name)
    {
        using JsonDocument schema = JsonDocument.Parse(OutputSchemas.Read(name));
        Assert.That(schema.RootElement.GetProperty("$id").GetString(), Is.EqualTo(OutputSchemas.UrnOf(name)));
        Assert.That(schema.RootElement.GetProperty("$schema").GetString(), Is.EqualTo("https://json-schema.org/draft/2020-12/schema"));
    }

    [Test]
    public void Schema_EveryProperty_IsDescribed([ValueSource(typeof(OutputSchemas), nameof(OutputSchemas.Names))] string name)
    {
        using JsonDocument schema = JsonDocument.Parse(OutputSchemas.Read(name));
        Assert.That(Undescribed(schema.RootElement, name), Is.Empty);
    }

    [TestCase(OutputTypes.Alert)]
    [TestCase(OutputTypes.Retraction)]
    public void Schema_SharedParts_AreThoseOfTheOpportunity(string name)
    {
        using JsonDocument opportunity = JsonDocument.Parse(OutputSchemas.Read(OutputTypes.Opportunity));
        using JsonDocument other = JsonDocument.Parse(OutputSchemas.Read(name));
        Assert.That(other.RootElement.GetProperty("$defs").GetRawText(), Is.EqualTo(opportunity.RootElement.GetProperty("$defs").GetRawText()));
    }

    [Test]
    public void Schema_UnknownName_IsRefused() => Assert.That(() => OutputSchemas.Read("rtm.nothing.v1"), Throws.ArgumentException);

    [Test]
    public async Task Schema_AnIndependentValidator_AgreesWithOurs()
    {
        (int missing, _) = await RunPythonAsync("-c", "import jsonschema; jsonschema.Draft202012Validator");
        if (missing != 0)
            Assert.Ignore("needs Python's jsonschema (Debian: apt install python3-jsonschema), which is not here");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rtm-test-schemas-");
        try
        {
            foreach (string name in OutputSchemas.Names)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name}.json"), OutputSchemas.Read(name));
            string[] values = [.. Cases()];
            await File.WriteAllLinesAsync(Path.Combine(folder.FullName, "values"), values);
            (int code, string output) = await RunPythonAsync(["-c", Python, folder.FullName, .. OutputSchemas.Names]);
            Assert.That((code, output.Trim()), Is.EqualTo((0, $"{values.Length / 2}")), "one in two is broken on purpose");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Each value as it is, and once more with a member that no schema knows.</summary>
    private static IEnumerable<string> Cases()
    {
        SampleRevisions samples = new(21);
        for (int seq = 1; seq <= 200; seq++)
        {
            OutputEntry entry = OutputEntries.Of(samples.Next(), seq);
            using JsonDocument data = JsonDocument.Parse(entry.Text("data"));
            OutputEntry digest = OutputEntries.Of(samples.NextDigest(), seq);
            using JsonDocument digestData = JsonDocument.Parse(digest.Text("data"));
            OutputEntry letter = DeadLetterEntries.Of(samples.NextRejection(), seq);
            (string Schema, string Value)[] values =
            [
                (OutputSchemas.Entry, OutputChecks.FieldsJson(entry.Stream.Fields(), entry.Values)),
                (OutputSchemas.Event, data.RootElement.GetRawText()),
                (entry.Text("type"), data.RootElement.GetProperty("data").GetRawText()),
                (OutputSchemas.Entry, OutputChecks.FieldsJson(digest.Stream.Fields(), digest.Values)),
                (OutputSchemas.Event, digestData.RootElement.GetRawText()),
                (OutputTypes.Digest, digestData.RootElement.GetProperty("data").GetRawText()),
                (OutputTypes.DeadLetter, OutputChecks.FieldsJson(letter.Stream.Fields(), letter.Values)),
            ];
            foreach ((string schema, string value) in values)
            {
                yield return $$$"""{"schema":"{{{schema}}}","value":{{{value}}}}""";
                yield return $$$"""{"schema":"{{{schema}}}","value":{{{value[..^1]}}},"unheard_of":1}}""";
            }
        }
    }

    private static IEnumerable<string> Undescribed(JsonElement schema, string place)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            if (keyword.Name == "properties")
            {
                foreach (JsonProperty property in keyword.Value.EnumerateObject())
                {
                    if (!property.Value.TryGetProperty("description", out _))
                        yield return $"{place}.{property.Name}";
                }
            }

            foreach (string inner in Undescribed(keyword.Value, $"{place}.{keyword.Name}"))
                yield return inner;
        }
    }

    private static async Task<(int Code, string Output)> RunPythonAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("python3") { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using Process python = Process.Start(start)!;
            string output = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return (python.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, string.Empty);
        }
    }
}
