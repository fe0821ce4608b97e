using System.Text;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Tests.TestKit;
using YamlDotNet.RepresentationModel;

namespace RtmPipeline.Tests.Delivery;

/// <summary>deploy/consumers/asyncapi.yaml says of the streams what the program does.</summary>
internal sealed class AsyncApiTests
{
    private static readonly string s_folder = Path.Combine(SharedData.RepositoryRoot, "deploy/consumers");

    /// <summary>Schemas of what is around the <c>data</c> of an event: they have no message of their own.</summary>
    private static readonly string[] s_around = [OutputSchemas.Entry, OutputSchemas.Event];

    private static readonly YamlMappingNode s_document = Read();

    private static YamlMappingNode Messages => (YamlMappingNode)s_document["components"]["messages"];

    private static YamlMappingNode Channels => (YamlMappingNode)s_document["channels"];

    [Test]
    public void Version_IsThatOfTheStandard() => Assert.That(Text(s_document["asyncapi"]), Is.EqualTo("3.0.0"));

    [Test]
    public void References_EachOfThem_LeadSomewhere_AndEachSchemaHasOne()
    {
        string[] references = [.. References(s_document).Distinct()];
        string[] files = [.. references.Where(reference => !reference.StartsWith('#'))];

        Assert.That(references.Where(reference => reference.StartsWith('#') && Find(reference) is null), Is.Empty);
        Assert.That(files.Where(file => !File.Exists(Path.Combine(s_folder, file))), Is.Empty);
        Assert.That(files.Select(file => Path.GetFileNameWithoutExtension(file)), Is.EquivalentTo(OutputSchemas.Names));
    }

    [Test]
    public void Messages_AreThoseOfTheOutputTypes_EachWithTheSchemaOfItsName()
    {
        Assert.That(Messages.Children.Values.Select(message => Text(message["name"])), Is.EquivalentTo(OutputSchemas.Names.Except(s_around)));
        foreach (YamlNode message in Messages.Children.Values)
        {
            string type = Text(message["name"]);
            string[] expected = type switch { OutputTypes.DeadLetter => [type], OutputTypes.Decision => [OutputSchemas.Event, type], _ => [.. s_around, type] };
            Assert.That(References(message).Select(file => Path.GetFileNameWithoutExtension(file)), Is.EquivalentTo(expected), type);
            if (type != OutputTypes.DeadLetter)
                Assert.That(Text(message["payload"]["allOf"][1]["properties"]["type"]["const"]), Is.EqualTo(type));
        }
    }

    [Test]
    public void Channels_AreTheStreams_WithTheirFieldsInOrder_AndTheTypesThatStandInThem()
    {
        string[] addresses = [.. Channels.Children.Values.Select(channel => Text(channel["address"]))];
        RedisKeys keys = new("{prefix}");
        Assert.That(addresses, Is.EqualTo([.. keys.Streams, keys.Decisions]));
        Assert.That(Texts(s_document["channels"]["decisions"]["x-entry-fields"]), Is.EqualTo(DecisionLog.Fields));
        foreach ((YamlNode channel, int i) in Channels.Children.Values.Take(keys.Streams.Count).Select((channel, i) => (channel, i)))
        {
            OutputStream stream = (OutputStream)i;
            string[] types = [.. ((YamlMappingNode)channel["messages"]).Children.Values.Select(message => Text(Find(Text(message["$ref"]))!["name"]))];

            Assert.That(Texts(channel["x-entry-fields"]), Is.EqualTo(stream.Fields()), addresses[i]);
            Assert.That(types, Is.EquivalentTo(OutputSchemas.Names.Except(s_around).Where(type => new TailOptions { Types = [type] }.Streams.Contains(stream))), addresses[i]);
        }
    }

    [Test]
    public void Examples_HaveTheFieldsInOrder_AndTheTypeOfTheirMessage()
    {
        Assert.That(((YamlMappingNode)s_document["components"]["messages"]["decision"]["examples"][0]["payload"]).Children.Keys.Select(Text), Is.EqualTo(DecisionLog.Fields));
        foreach (YamlNode message in Messages.Children.Values.Where(message => Text(message["name"]) != OutputTypes.Decision))
        {
            string type = Text(message["name"]);
            YamlMappingNode example = (YamlMappingNode)message["examples"][0]["payload"];
            OutputStream stream = type == OutputTypes.DeadLetter ? OutputStream.DeadLetters : OutputStream.Alerts;
            string[] values = [.. example.Children.Values.Select(Text)];

            Assert.That(example.Children.Keys.Select(Text), Is.EqualTo(stream.Fields()), type);
            SchemaCheck schema = new(OutputSchemas.Read(type == OutputTypes.DeadLetter ? type : OutputSchemas.Entry));
            Assert.That(schema.Faults(OutputChecks.FieldsJson(stream.Fields(), [.. values.Select(Encoding.UTF8.GetBytes)])), Is.Empty, type);
            if (stream == OutputStream.Alerts)
                Assert.That(Text(example["type"]), Is.EqualTo(type));
        }
    }

    [Test]
    public void Prefix_HasTheProgramsDefault() =>
        Assert.That(Text(s_document["components"]["parameters"]["prefix"]["default"]), Is.EqualTo(RedisOptions.DefaultPrefix));

    private static YamlMappingNode Read()
    {
        YamlStream yaml = [];
        using StreamReader file = new(Path.Combine(s_folder, "asyncapi.yaml"));
        yaml.Load(file);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);

    /// <summary>The node that a reference within the document names; null where there is none.</summary>
    private static YamlNode? Find(string reference)
    {
        YamlNode? node = s_document;
        foreach (string part in reference.Split('/')[1..])
            node = node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(part), out YamlNode? next) ? next : null;
        return node;
    }

    private static IEnumerable<string> References(YamlNode node) => node switch
    {
        YamlMappingNode map => map.Children.SelectMany(pair => Text(pair.Key) == "$ref" ? [Text(pair.Value)] : References(pair.Value)),
        YamlSequenceNode list => list.Children.SelectMany(References),
        _ => [],
    };
}
