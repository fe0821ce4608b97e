using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using RtmPipeline.Sources.Http;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Dashboard;

/// <summary>
/// Answers people and programs that look at the service. It only looks: what it shows is made elsewhere, and whatever happens to it, posts go through the graph.
/// </summary>
/// <param name="options">Where it listens and who may come.</param>
/// <param name="routes">What it answers.</param>
/// <param name="clock">Says when files and addresses are looked at again.</param>
/// <param name="warn">Takes a line for the user.</param>
internal sealed class DashboardServer(DashboardOptions options, IReadOnlyList<Route> routes, TimeProvider clock, Action<string> warn)
{
    /// <summary>An address that cannot be had may be given back by whoever has it.</summary>
    private static readonly BackoffRule s_again = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    private readonly KeyRing _keys = new(options, clock, message => warn($"dashboard: {message}"));

    /// <summary>Told where it listens, once it does.</summary>
    public Action<IReadOnlyList<string>>? OnListening { get; init; }

    /// <summary>Listens until it is stopped, and tries again for as long as it cannot.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (options.Listen.Count == 0)
            return;
        Backoff backoff = new(clock, seed: 0, healthyAfter: TimeSpan.FromSeconds(30));
        for (bool isTold = false; !stop.IsCancellationRequested;)
        {
            try
            {
                ServerCertificate? certificate = options.IsTls ? new ServerCertificate(options, clock, message => warn($"dashboard: {message}")) : null;
                await using SmallServer server = await SmallServer.StartAsync(options, certificate, AnswerAsync, stop);
                if (options.IsOpen)
                    warn("dashboard: plain HTTP beyond this machine: keys and what is shown can be read on the way, unless a proxy with TLS stands before it");
                OnListening?.Invoke(server.Addresses);
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception refused) when (refused is IOException or SocketException or CryptographicException or UnauthorizedAccessException)
            {
                if (!isTold)
                    warn($"dashboard: cannot listen on {string.Join(", ", options.Listen)}: {refused.Message}; trying again. Dashboard:Listen names another address, and [] none");
                isTold = true;
                await Task.Delay(backoff.Failed(s_again), clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Answers one request.</summary>
    internal async Task AnswerAsync(HttpContext context)
    {
        Answer.Protect(context.Response);
        HttpRequest request = context.Request;
        if (!IsOurName(request.Host.Host))
        {
            await Answer.ProblemAsync(context, StatusCodes.Status421MisdirectedRequest, "Misdirected Request", "This server is not called by that name; Dashboard:Hosts lists the names it answers to besides addresses and localhost.");
            return;
        }

        List<(Route Route, string Value)> fitting = [];
        foreach (Route route in routes)
        {
            if (route.Fits(request.Path.Value ?? string.Empty, out string value))
                fitting.Add((route, value));
        }

        string method = HttpMethods.IsHead(request.Method) ? HttpMethods.Get : request.Method;
        (Route? found, string part) = fitting.Find(fit => fit.Route.Method == method);
        if (fitting.Count == 0)
            await Answer.ProblemAsync(context, StatusCodes.Status404NotFound, "Not Found", "There is nothing here; /openapi.json lists what there is.");
        else if (found is null)
            await RefuseMethodAsync(context, fitting);
        else if (!found.IsPublic && !options.Keys.IsEmpty && !IsKnown(context))
            await RefuseAsync(context);
        else if (method == HttpMethods.Post && IsFromElsewhere(request))
            await Answer.ProblemAsync(context, StatusCodes.Status403Forbidden, "Forbidden", "A page of another site sent this; only the dashboard's own pages, and programs, may change something.");
        else
            await found.AnswerAsync(context, part);
    }

    /// <summary>The name of the key with which a request came; null where none is needed.</summary>
    public static string? KeyOf(HttpContext context) => context.Items[typeof(KeyRing)] as string;

    private bool IsKnown(HttpContext context)
    {
        string? name = _keys.NameOf(context.Request.Headers.Authorization);
        context.Items[typeof(KeyRing)] = name;
        return name is not null;
    }

    /// <summary>Browsers say from which site a page sends; programs say nothing.</summary>
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [not ("same-origin" or "none"), ..]
        || (request.Headers.Origin is [{ } origin, ..] && !(Uri.TryCreate(origin, UriKind.Absolute, out Uri? page) && page.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));

    private static Task RefuseMethodAsync(HttpContext context, List<(Route Route, string Value)> fitting)
    {
        string[] methods = [.. fitting.Select(fit => fit.Route.Method).Distinct()];
        context.Response.Headers.Allow = string.Join(", ", methods.Contains(HttpMethods.Get) ? [.. methods, HttpMethods.Head] : methods);
        return Answer.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, "Method Not Allowed", $"Here is only {context.Response.Headers.Allow}.");
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer realm=\"rtm\"";
        return Answer.ProblemAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Send a key of Dashboard:Keys as 'Authorization: Bearer KEY'.");
    }

    /// <summary>A name that somebody else may point here is none of ours; an address nobody can.</summary>
    private bool IsOurName(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out _)
        || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
}
