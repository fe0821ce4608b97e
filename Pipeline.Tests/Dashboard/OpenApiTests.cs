using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Dashboard;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Health;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Tests.Dashboard;

/// <summary>The document that describes the interface for programs is about the interface there is.</summary>
internal sealed class OpenApiTests
{
    private static readonly string[] s_pages = ["/", "/incidents/{id}"];

    private static JsonElement Document()
    {
        using Stream resource = typeof(PageRoutes).Assembly.GetManifestResourceStream("Pages/openapi.json")!;
        using JsonDocument document = JsonDocument.Parse(resource);
        return document.RootElement.Clone();
    }

    private static IReadOnlyList<Route> Routes()
    {
        IncidentBoard board = new("1");
        using MetricListener metrics = MetricListener.OfProgram();
        HealthSubjects subjects = new(() => null, [], () => null, () => null, null);
        HealthProbe health = new(subjects, new HealthOptions(), TimeProvider.System);
        EventRoutes events = new(board, static _ => { }, TimeProvider.System, CancellationToken.None);
        return
        [
            .. PageRoutes.All, .. ServiceRoutes.Of(health, metrics, "rtm", "1"), new StatusWriter(health, subjects, board, "1").Route, .. BoardRoutes.Of(board),
            new DecisionRoute(board, null, TimeProvider.System).Route, .. events.Routes,
        ];
    }

    [Test]
    public void Paths_AreTheRoutes_AndEachSaysWhetherItNeedsAKey()
    {
        // Pages and what they load are for browsers.
        IEnumerable<string> routes = Routes().Where(route => !s_pages.Contains(route.Path) && !Path.HasExtension(route.Path)).Select(route => $"{route.Method} {route.Path} {(route.IsPublic ? "open" : "key")}");
        IEnumerable<string> described = Document().GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method =>
            $"{method.Name.ToUpperInvariant()} {path.Name} {(method.Value.TryGetProperty("security", out JsonElement none) && none.GetArrayLength() == 0 ? "open" : "key")}"));
        Assert.That(described, Is.EquivalentTo(routes));
    }

    [Test]
    public void References_LeadToSchemas_AndAllOfThemAreUsed()
    {
        JsonElement document = Document();
        HashSet<string> used = [];
        Collect(document, used);
        Assert.That(used, Is.EquivalentTo(document.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => $"#/components/schemas/{schema.Name}")));
    }

    private static void Collect(JsonElement value, HashSet<string> used)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
                Collect(item, used);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                if (member.NameEquals("$ref"))
                    used.Add(member.Value.GetString()!);
                Collect(member.Value, used);
            }
        }
    }
}
