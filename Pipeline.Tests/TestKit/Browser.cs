using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace RtmPipeline.Tests.TestKit;

/// <summary>One page in a real Chromium without a window, driven by its DevTools protocol.</summary>
internal sealed partial class Browser : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions s_withoutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Process _process;
    private readonly ScratchFolder _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> _calls = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private Task _reading = Task.CompletedTask;
    private string? _session;
    private int _number;

    private Browser(Process process, ScratchFolder profile) => (_process, _profile) = (process, profile);

    [GeneratedRegex(@"DevTools listening on (?<address>ws://\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();

    /// <summary>What the page's scripts threw, and what the browser refused to do for it.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>Addresses that the page asked for.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Starts it; the test is passed over where Chromium is missing.</summary>
    public static async Task<Browser> StartAsync()
    {
        string? program = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);
        if (program is null)
            Assert.Ignore("Chromium is not here: install chromium with the system's packages");
        ScratchFolder profile = new();
        ProcessStartInfo start = new(program!, [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--mute-audio",
            "--remote-debugging-port=0", $"--user-data-dir={profile.PathOf("profile")}", "about:blank"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        Browser browser = new(process, profile);
        using CancellationTokenSource limit = new(s_limit);
        TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (Listening().Match(line.Data ?? string.Empty) is { Success: true } found)
                listening.TrySetResult(found.Groups["address"].Value);
        };
        process.BeginErrorReadLine();
        string address = await listening.Task.WaitAsync(limit.Token);
        await browser._socket.ConnectAsync(new Uri(address), limit.Token);
        browser._reading = Task.Run(browser.ReadAsync);
        JsonObject target = await browser.CallAsync("Target.createTarget", new { url = "about:blank" });
        JsonObject session = await browser.CallAsync("Target.attachToTarget", new { targetId = target["targetId"]!.GetValue<string>(), flatten = true });
        browser._session = session["sessionId"]!.GetValue<string>();
        foreach (string domain in (string[])["Page", "Runtime", "Log", "Network"])
            await browser.CallAsync($"{domain}.enable", new { });
        return browser;
    }

    /// <summary>What was said and asked for before does not count any more.</summary>
    public void Forget()
    {
        _complaints.Clear();
        _requests.Clear();
    }

    /// <summary>Opens a page.</summary>
    public Task GoAsync(string address) => CallAsync("Page.navigate", new { url = address });

    /// <summary>Size of the window, and the colours the device prefers.</summary>
    public async Task LookLikeAsync(int width, int height, string colours = "light")
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });
        await CallAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = colours }, new { name = "prefers-reduced-motion", value = "reduce" } } });
    }

    /// <summary>The value of an expression, which may be a promise.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonObject answer = await CallAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        Assert.That(answer["exceptionDetails"]?.ToJsonString(), Is.Null, expression);
        return answer["result"]?["value"]?.DeepClone();
    }

    /// <summary>Waits until an expression is true.</summary>
    public Task UntilAsync(string expression, string what) => Eventually.IsTrue(async () => (await EvaluateAsync(expression))?.GetValue<bool>() == true, what);

    /// <summary>Presses a key as a person does.</summary>
    public async Task PressAsync(string key)
    {
        string? text = key == "Enter" ? "\r" : null;
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyDown", key, code = key, text, windowsVirtualKeyCode = key == "Enter" ? 13 : key == "Tab" ? 9 : 0 });
        await CallAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, code = key });
    }

    public Task TypeAsync(string text) => CallAsync("Input.insertText", new { text });

    /// <summary>A picture of the window, for people to look at.</summary>
    public async Task PictureAsync(string file)
    {
        JsonObject answer = await CallAsync("Page.captureScreenshot", new { format = "png" });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(answer["data"]!.GetValue<string>()));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _socket.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _sending.Dispose();
        _end.Dispose();
        _profile.Dispose();
    }

    private async Task<JsonObject> CallAsync(string method, object parameters)
    {
        int number = Interlocked.Increment(ref _number);
        TaskCompletionSource<JsonObject> answered = _calls[number] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonObject call = new() { ["id"] = number, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters, s_withoutNulls) };
        if (_session is not null)
            call["sessionId"] = _session;
        await _sending.WaitAsync(_end.Token);
        try
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, _end.Token);
        }
        finally
        {
            _sending.Release();
        }

        JsonObject answer = await answered.Task.WaitAsync(s_limit);
        Assert.That(answer["error"]?.ToJsonString(), Is.Null, method);
        return answer["result"] as JsonObject ?? [];
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (!_end.IsCancellationRequested)
            {
                using MemoryStream message = new();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), _end.Token);
                    message.Write(buffer, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                Take(JsonNode.Parse(message.ToArray())!.AsObject());
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The end of the test.
        }
        catch (WebSocketException gone)
        {
            foreach (TaskCompletionSource<JsonObject> call in _calls.Values)
                call.TrySetException(gone);
        }
    }

    private void Take(JsonObject message)
    {
        if (message["id"]?.GetValue<int>() is { } number && _calls.TryRemove(number, out TaskCompletionSource<JsonObject>? call))
            call.SetResult(message);
        JsonNode? parameters = message["params"];
        switch (message["method"]?.GetValue<string>())
        {
            case "Runtime.exceptionThrown":
                _complaints.Enqueue(parameters!["exceptionDetails"]!.ToJsonString());
                break;
            case "Log.entryAdded" when parameters!["entry"]!["level"]!.GetValue<string>() == "error":
                _complaints.Enqueue($"{parameters["entry"]!["text"]} {parameters["entry"]!["url"]}");
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue(parameters!["request"]!["url"]!.GetValue<string>());
                break;
        }
    }
}
