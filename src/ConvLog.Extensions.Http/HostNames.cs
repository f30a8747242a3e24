namespace ConvLog.Extensions.Http;

/// <summary>Caches the scheme, host and port of URIs as text, as long as the same host is called. Safe to use from any thread.</summary>
internal sealed class HostNames
{
    private volatile Named? _latest;

    public string Of(Uri uri)
    {
        var latest = _latest;
        if (latest is null || latest.Port != uri.Port || !string.Equals(latest.Host, uri.Host, StringComparison.Ordinal)
            || !string.Equals(latest.Scheme, uri.Scheme, StringComparison.Ordinal))
        {
            // Without user and password.
            _latest = latest = new Named(uri.Scheme, uri.Host, uri.Port, $"{uri.Scheme}://{uri.Authority}");
        }

        return latest.Text;
    }

    private sealed record Named(string Scheme, string Host, int Port, string Text);
}
