namespace ConvLog.Extensions.Http;

/// <summary>What of HTTP calls is logged.</summary>
public sealed class ConvLogHttpOptions
{
    /// <summary>
    /// The path of a request as everyone may see it, such as <c>/contacts/{id}</c>; default and null: not known, unless the request itself has one
    /// (<see cref="PathTemplateKey"/>). Without a template, path and query are personal data. If it throws, there is none.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<HttpRequestMessage, string?> PathTemplate
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static _ => null;

    /// <summary>
    /// Whether the caller expects a response that is an error, such as 404 where something is looked up: it is then no problem. Default: none is. If it throws,
    /// it is not expected.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<HttpResponseMessage, bool> IsExpected
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static _ => false;

    /// <summary>
    /// The key of a request's own path template: <c>request.Options.Set(ConvLogHttpOptions.PathTemplateKey, "/contacts/{id}")</c>. It counts before
    /// <see cref="PathTemplate"/>.
    /// </summary>
    public static HttpRequestOptionsKey<string> PathTemplateKey { get; } = new("ConvLog.PathTemplate");
}
