using System.Net;
using System.Text;

namespace WebConsole.Demo;

/// <summary>The services that the agents of the stories call. Responses and durations are determined by the story.</summary>
internal sealed class Backend(TimeProvider time)
{
    public Task<Reply> GetAsync(string url, int status, int milliseconds, string body = "{}", CancellationToken cancellationToken = default)
        => SendAsync(HttpMethod.Get, url, status, milliseconds, body, cancellationToken);

    public Task<Reply> PostAsync(string url, int status, int milliseconds, string body = "{}") => SendAsync(HttpMethod.Post, url, status, milliseconds, body);

    public Task<Reply> PutAsync(string url, int status, int milliseconds, string body = "{}") => SendAsync(HttpMethod.Put, url, status, milliseconds, body);

    private async Task<Reply> SendAsync(HttpMethod method, string url, int status, int milliseconds, string body,
        CancellationToken cancellationToken = default)
    {
        long start = time.GetTimestamp();
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time, cancellationToken);
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = new HttpRequestMessage(method, url),
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return new(response, time.GetElapsedTime(start));
    }
}
