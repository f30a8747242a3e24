using ConvLog.AspNetCore.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ConvLog to a host's health checks.</summary>
public static class ConvLogHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of the store that <c>AddConvLog</c> registered, and of its queue: <c>services.AddHealthChecks().AddConvLog()</c>. Degraded is reported as
    /// degraded; unhealthy is reported as <paramref name="failureStatus"/>, and so is a host without <c>AddConvLog</c>.
    /// </summary>
    /// <remarks>
    /// The data of the result contains each part by name (<c>reading</c>, <c>writing</c>, <c>queue</c>, <c>drops</c>, …) with its status and message, and
    /// nothing that depends on personal data. A check takes a few milliseconds; it waits at most 5 seconds for a store that does not respond.
    /// </remarks>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name; default <c>convlog</c>.</param>
    /// <param name="failureStatus">The status that is reported for an unhealthy store; null for unhealthy.</param>
    /// <param name="tags">Tags to filter checks by; null for none.</param>
    /// <param name="timeout">The time after which the check is canceled; null for its own limit of 5 seconds.</param>
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
