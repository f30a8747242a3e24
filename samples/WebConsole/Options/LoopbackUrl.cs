namespace WebConsole.Options;

/// <summary>An address to listen on that no other machine can reach, because the sample's two keys are published.</summary>
internal sealed record LoopbackUrl
{
    private LoopbackUrl(string host, int port)
    {
        Host = host;
        Value = FormattableString.Invariant($"http://{host}:{port}");
    }

    public string Host { get; }

    public string Value { get; }

    public static LoopbackUrl Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || !string.Equals(url.Scheme, "http", StringComparison.Ordinal))
        {
            throw new UsageException($"--urls: '{text}' is not an http address such as {SampleOptions.DefaultUrl}.");
        }

        if (!url.IsLoopback)
        {
            throw new UsageException(
                $"--urls: '{url.Host}' can be reached by other machines. This is a demo with published keys, so it listens on 127.0.0.1, [::1] or localhost "
                    + "only.");
        }

        if (!string.Equals(url.PathAndQuery, "/", StringComparison.Ordinal) || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            throw new UsageException($"--urls: '{text}' has more than a scheme, a host and a port, as {SampleOptions.DefaultUrl} has.");
        }

        // Kestrel cannot choose a free port for a name that resolves to two addresses.
        return new(url is { Port: 0, HostNameType: UriHostNameType.Dns } ? "127.0.0.1" : url.Host, url.Port);
    }

    public override string ToString() => Value;
}
