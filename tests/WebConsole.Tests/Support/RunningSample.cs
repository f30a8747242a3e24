using System.Net;
using System.Text.RegularExpressions;

namespace WebConsole.Tests.Support;

/// <summary>The program, listening on a free port, and a client that follows no redirects.</summary>
internal sealed partial class RunningSample : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _errors = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private Task<int> _running = Task.FromResult(0);

    public string Url { get; private set; } = "";

    public static async Task<RunningSample> StartAsync(string data, TimeProvider? time = null)
    {
        var sample = new RunningSample();
        var output = new StringWriter();
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        sample._running = new Sample(new WatchedWriter(output, "Ctrl+C", listening), sample._errors, time ?? new FixedTime())
            .RunAsync(["--urls", "http://127.0.0.1:0", "--data", data], sample._stop.Token);
        (await Task.WhenAny(sample._running, listening.Task)).Should().BeSameAs(listening.Task, sample._errors.ToString());
        sample.Url = ListeningUrl().Match(output.ToString()).Value;
        return sample;
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string key = "demo-pii")
    {
        using var request = Request(HttpMethod.Get, path, key);
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Opens a page as a local visitor, without a key.</summary>
    public async Task<(HttpStatusCode Status, string Body)> VisitAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url + path));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await _http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends the request of a documented line. The body of an endless stream is not awaited.</summary>
    public async Task<(HttpStatusCode Status, string? ContentType, string Body)> SendAsync(CurlLine line)
    {
        using var request = line.Request(Url);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        string? contentType = response.Content.Headers.ContentType?.MediaType;
        return (response.StatusCode, contentType, contentType is "text/event-stream" ? "" : await response.Content.ReadAsStringAsync());
    }

    /// <summary>Posts a form.</summary>
    /// <returns>The redirect address, or the page.</returns>
    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var request = Request(HttpMethod.Post, path, "demo-pii");
        request.Content = new FormUrlEncodedContent(form.Select(static field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _http.SendAsync(request);
        return (response.StatusCode, response.Headers.Location?.OriginalString ?? await response.Content.ReadAsStringAsync());
    }

    /// <summary>The page with its personal data.</summary>
    public async Task<string> RevealAsync(string path)
    {
        var (_, shown) = await PostAsync(path, ("reveal", "yes"));
        using var request = Request(HttpMethod.Get, shown, "demo-pii");
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The API status for a conversation.</summary>
    public async Task<HttpStatusCode> ApiAsync(string conversation) => (await GetAsync($"/v1/agents/demo/conversations/{conversation}", "demo-reader")).Status;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        (await _running).Should().Be(0);
        _errors.ToString().Should().BeEmpty();
        _http.Dispose();
        _stop.Dispose();
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string key)
    {
        var request = new HttpRequestMessage(method, new Uri(Url + path));
        request.Headers.Add("X-API-KEY", key);
        return request;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListeningUrl();
}
