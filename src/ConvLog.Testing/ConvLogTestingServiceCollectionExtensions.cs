using ConvLog;
using ConvLog.Storage;
using ConvLog.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Captures a host's conversations in a test.</summary>
public static class ConvLogTestingServiceCollectionExtensions
{
    /// <summary>
    /// Replaces a host's store by one in memory, and all its sinks by a captured log; all other settings of the host are unchanged. The host's
    /// store is not opened.
    /// </summary>
    /// <param name="services">The host's services. Call this after the host's own registrations, as in <c>ConfigureTestServices</c>: a sink or a store that
    /// is registered later is used as well.</param>
    /// <param name="log">The captured log of all its conversations, and assertions on it.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection UseConvLogTesting(this IServiceCollection services, out CapturedLog log)
    {
        ArgumentNullException.ThrowIfNull(services);
        var captured = new CapturedLog();
        log = captured;
        services.RemoveAll<ILogSink>();
        services.RemoveAll<StoreSink>();
        services.RemoveAll<IConversationStore>();
        services.AddConvLog(static options => UseNothingElse(options));
        services.AddSingleton<ILogSink>(captured);
        return services.PostConfigure<ConvLogOptions>(UseNothingElse);
    }

    private static void UseNothingElse(ConvLogOptions options)
    {
        options.Sinks.Clear();
        options.UseInMemoryStore();
    }
}
