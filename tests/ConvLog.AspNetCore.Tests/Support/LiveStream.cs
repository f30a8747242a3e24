using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A stream of server-sent events, read by a client that drops events without data together with their IDs.</summary>
internal sealed class LiveStream : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private LiveStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _reader = new StreamReader(body);
    }

    public HttpStatusCode Status => _response.StatusCode;

    public HttpResponseMessage Response => _response;

    /// <summary>The received text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The events, without those that only contain a position.</summary>
    public List<(string Event, string Data)> Events { get; } = [];

    /// <summary>The ID that a client sends to resume.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>Opens a stream and reads up to the first position.</summary>
    public static async Task<LiveStream> OpenAsync(Site site, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Url + path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var stream = new LiveStream(response, await response.Content.ReadAsStreamAsync());
        if (response.StatusCode == HttpStatusCode.OK)
        {
            while (stream.LastEventId is null)
            {
                await stream.NextAsync();
            }
        }

        return stream;
    }

    public static Task<LiveStream> OpenWithKeyAsync(Site site, string path, string key = Site.ReaderKey, string? after = null)
        => OpenAsync(site, path, after is null ? [("X-API-KEY", key)] : [("X-API-KEY", key), ("Last-Event-ID", after)]);

    /// <summary>Reads until an event contains a text.</summary>
    public async Task UntilAsync(string text)
    {
        while (!Events.Exists(told => told.Data.Contains(text, StringComparison.Ordinal)))
        {
            if (!await NextAsync())
            {
                throw new InvalidOperationException($"The stream ended before \"{text}\":\n{Text}");
            }
        }
    }

    /// <summary>Reads the next block: an event or a position.</summary>
    /// <returns>False at the end of the stream.</returns>
    public async Task<bool> NextAsync()
    {
        var (name, data, id) = ("", "", LastEventId);
        while (await _reader.ReadLineAsync().WaitAsync(s_patience) is { } line)
        {
            Text += line + "\n";
            switch (line.Split(": ", 2))
            {
                case ["id", var told]: id = told; break;
                case ["event", var told]: name = told; break;
                case ["data", var told]: data = told; break;
                case [""]:
                    LastEventId = data.Length > 0 ? id : LastEventId;
                    if (data.Length > 0 && name is not "position")
                    {
                        Events.Add((name, data));
                    }

                    return true;
            }
        }

        return false;
    }

    /// <summary>Advances the clock of the site until the next block arrives.</summary>
    public async Task<bool> NextByClockAsync(Site site, TimeSpan by)
    {
        var next = NextAsync();
        var signIns = site.Services.GetService<SignIns>();
        while (!next.IsCompleted)
        {
            // The stream may not have started to wait when the clock advanced. It counts as one sign-in itself; a second one is a check in progress.
            if (signIns is null || signIns.Open <= 1)
            {
                site.Clock.Advance(by);
            }

            await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        return await next;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
