namespace ConvLog.Extensions.Http;

/// <summary>Scheme, host and port of URIs, as one text that is made again only where another host is called. Any thread.</summary>
internal sealed class HostNames
{
    private volatile Named? _latest;

    public string Of(Uri uri)
    {
        var latest = _latest;
        if (latest is null || latest.Port != uri.Port || !string.Equals(latest.Host, uri.Host, StringComparison.Ordinal)
            || !string.Equals(latest.Scheme, uri.Scheme, StringComparison.Ordinal))
        {
            // Without a user and password in it.
            _latest = latest = new Named(uri.Scheme, uri.Host, uri.Port, $"{uri.Scheme}://{uri.Authority}");
        }

        return latest.Text;
    }

    private sealed record Named(string Scheme, string Host, int Port, string Text);
}
