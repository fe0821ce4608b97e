using Microsoft.AspNetCore.Http;

namespace RtmPipeline.Dashboard;

/// <summary>The pages for people. They hold nothing of what they show, so anybody may have them; what they show they ask for as any program does.</summary>
internal static class PageRoutes
{
    private const string Html = "text/html; charset=utf-8";
    private const string Script = "text/javascript; charset=utf-8";

    public static IReadOnlyList<Route> All { get; } =
    [
        Of("/", "index.html", Html),
        Of("/incidents/{id}", "index.html", Html),
        Of("/app.css", "app.css", "text/css; charset=utf-8"),
        Of("/icon.svg", "icon.svg", "image/svg+xml"),
        Of("/openapi.json", "openapi.json", "application/json"),
        .. ((string[])["app.js", "texts.js", "parts.js", "incident.js", "decide.js", "stream.js"]).Select(name => Of($"/{name}", name, Script)),
    ];

    private static Route Of(string path, string name, string contentType)
    {
        Lazy<byte[]> page = new(() => Read(name));
        return new Route(HttpMethods.Get, path, IsPublic: true, (context, _) => Answer.BytesAsync(context, StatusCodes.Status200OK, contentType, page.Value));
    }

    private static byte[] Read(string name)
    {
        using Stream resource = typeof(PageRoutes).Assembly.GetManifestResourceStream($"Pages/{name}") ?? throw new InvalidOperationException($"the program was built without {name}");
        using MemoryStream page = new();
        resource.CopyTo(page);
        return page.ToArray();
    }
}
