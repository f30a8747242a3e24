namespace ConvLog.Extensions.Http;

/// <summary>How HTTP calls are logged.</summary>
public sealed class ConvLogHttpOptions
{
    /// <summary>
    /// Returns the path of a request in a form that is visible to everyone, such as <c>/contacts/{id}</c>; by default null, unless the request itself has one
    /// (<see cref="PathTemplateKey"/>). Without a template, path and query are personal data. If it throws, there is no template.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<HttpRequestMessage, string?> PathTemplate
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static _ => null;

    /// <summary>
    /// Whether the caller expects an error response, such as 404 for a look-up, which is then not a problem. Default: no response is expected. If it throws,
    /// the response is not expected.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Func<HttpResponseMessage, bool> IsExpected
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(value));
    } = static _ => false;

    /// <summary>
    /// The key of a request's own path template: <c>request.Options.Set(ConvLogHttpOptions.PathTemplateKey, "/contacts/{id}")</c>. It takes precedence over
    /// <see cref="PathTemplate"/>.
    /// </summary>
    public static HttpRequestOptionsKey<string> PathTemplateKey { get; } = new("ConvLog.PathTemplate");
}
