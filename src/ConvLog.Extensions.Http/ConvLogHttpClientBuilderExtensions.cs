using ConvLog.Extensions.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Logs HTTP calls to conversations.</summary>
public static class ConvLogHttpClientBuilderExtensions
{
    /// <summary>
    /// Logs each response of this client as an API response of <see cref="ConvLog.Conversation.Current"/>, in the current function event of the async
    /// flow: <c>services.AddHttpClient("crm").AddConvLog()</c>, or for all clients
    /// <c>services.ConfigureHttpClientDefaults(client => client.AddConvLog())</c>.
    /// </summary>
    /// <remarks>
    /// The log has the method, scheme, host, the path as a template (<see cref="ConvLogHttpOptions.PathTemplate"/>), status, duration, and the body of an
    /// error if it is text, up to <see cref="ConvLog.LogLimits.TextLength"/>: it is copied while the caller reads it, and logged when it ends or is closed,
    /// with the end of the conversation, or after 5 s. Without a template, path and query are logged as the personal field <c>path</c>. A call without a
    /// response has the status 0 and the reason. If added after a handler that retries or hedges, each attempt is logged, from the second on with the field
    /// <c>attempt</c>. An attempt that is canceled because another one succeeded has this field too, and is not a problem. Headers and bodies of successful
    /// responses are never read.
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IHttpClientBuilder AddConvLog(this IHttpClientBuilder builder, Action<ConvLogHttpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new ConvLogHttpOptions();
        configure?.Invoke(options);
        return builder
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Insert(0, new WholeRequestHandler()))
            .AddHttpMessageHandler(() => new ApiResponseHandler(options));
    }
}
