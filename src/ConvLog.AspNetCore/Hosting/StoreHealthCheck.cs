using System.Text;
using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// Reports the health of the store and its queue to the host's health checks, in the form for readers without permissions: many hosts publish the data of
/// their checks, so it contains neither paths nor the state of keys.
/// </summary>
internal sealed class StoreHealthCheck(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return services.GetService<ConversationReader>() is { } conversations
                ? ResultOf(RedactedHealth.ForReader(await conversations.GetHealthAsync(Reader.Anonymous, cancellationToken).ConfigureAwait(false)),
                context.Registration.FailureStatus)
                : new HealthCheckResult(context.Registration.FailureStatus,
                    "ConvLog is not registered, so nothing is stored. Call services.AddConvLog(options => …) and choose a store.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // Neither the exception nor its message is passed on: it may contain logged text.
            return new HealthCheckResult(context.Registration.FailureStatus, $"The ConvLog store could not be created: {e.GetType().Name}.");
        }
    }

    private static HealthCheckResult ResultOf(StoreHealth health, HealthStatus failureStatus) => new(
        StatusOf(health.Status, failureStatus),
        DescriptionOf(health),
        data: health.Parts.ToDictionary(static part => part.Name, static object (part) => DataOf(part), StringComparer.Ordinal));

    private static HealthStatus StatusOf(StoreHealthStatus status, HealthStatus failureStatus) => status switch
    {
        StoreHealthStatus.Healthy => HealthStatus.Healthy,
        StoreHealthStatus.Degraded => HealthStatus.Degraded,
        _ => failureStatus,
    };

    private static string DescriptionOf(StoreHealth health)
    {
        var text = new StringBuilder();
        foreach (var part in health.Parts.Where(static part => part.Status != StoreHealthStatus.Healthy).OrderByDescending(static part => part.Status))
        {
            text.Append(text.Length == 0 ? "" : " ").Append(part.Name).Append(": ").Append(part.Message);
        }

        return text.Length == 0 ? "Conversations are stored and can be read." : text.ToString();
    }

    private static Dictionary<string, object> DataOf(HealthPart part)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["status"] = part.Status.ToString(), ["message"] = part.Message };
        foreach (var (name, value) in part.Figures)
        {
            data[name] = value;
        }

        return data;
    }
}
