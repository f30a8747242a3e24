using ConvLog.AspNetCore.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ConvLog to a host's health checks.</summary>
public static class ConvLogHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the store that <c>AddConvLog</c> registered and of the queue before it: <c>services.AddHealthChecks().AddConvLog()</c>. Degraded stays degraded; unhealthy becomes
    /// <paramref name="failureStatus"/>, as does a host without <c>AddConvLog</c>.
    /// </summary>
    /// <remarks>
    /// The result's data has each part by name (<c>reading</c>, <c>writing</c>, <c>queue</c>, <c>drops</c>, …) with its status and message, and nothing that depends on personal data. A check takes
    /// a few milliseconds; of a store that hangs it waits for 5 seconds at most.
    /// </remarks>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name; default <c>convlog</c>.</param>
    /// <param name="failureStatus">What an unhealthy store is reported as; null for unhealthy.</param>
    /// <param name="tags">Tags to choose the check by; null for none.</param>
    /// <param name="timeout">How long the check may take before it is canceled; null for the check's own 5 seconds.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    public static IHealthChecksBuilder AddConvLog(
        this IHealthChecksBuilder builder,
        string name = "convlog",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        return builder.Add(new HealthCheckRegistration(name, static provider => new StoreHealthCheck(provider), failureStatus, tags, timeout));
    }
}
