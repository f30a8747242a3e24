namespace WebConsole.Demo;

/// <summary>A service's response, and how long it took.</summary>
internal sealed record Reply(HttpResponseMessage Response, TimeSpan Elapsed) : IDisposable
{
    public bool IsSuccess => Response.IsSuccessStatusCode;

    public int Status => (int)Response.StatusCode;

    public void Dispose() => Response.Dispose();
}
