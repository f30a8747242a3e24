using System.Globalization;
using ConvLog.Storage;

namespace ConvLog;

/// <content>Scheduled runs that the safety limit stops.</content>
public sealed partial class ConversationRetention
{
    private const string HealthPartName = "retention";

    /// <summary>
    /// Finds the latest scheduled run that was refused because it would have affected more than <see cref="RetentionOptions.MostShare"/> of all conversations.
    /// It is returned until a run completes or is confirmed, also by another process and after a restart.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <returns>The run: <see cref="RetentionRun.Message"/> says what to do. Null if there is none, or if <see cref="RetentionOptions.Enabled"/> is
    /// false.</returns>
    /// <exception cref="ConversationStoreException">The store cannot be read.</exception>
    public async ValueTask<RetentionRun?> FindStoppedRunAsync(CancellationToken cancellationToken = default)
    {
        if (!_options.Enabled)
        {
            return null;
        }

        var runs = await _runner.Runs.ReadRetentionRunsAsync(RetentionRun.MostKept, cancellationToken).ConfigureAwait(false);
        var now = _time.GetUtcNow();
        var decisive = runs.FirstOrDefault(run => run.StartedAt <= now && run.State switch // A later start time means the clock was set back.
        {
            RetentionRunState.Refused => run.StartedBy is null, // A manual run without confirmation changes nothing.
            RetentionRunState.Failed => run.StartedBy is not null, // A scheduled run may fail before the limit is checked.
            _ => true,
        });
        return decisive is { State: RetentionRunState.Refused } ? decisive : null;
    }

    /// <summary>The health of the schedule; null if no run is scheduled, or if the store cannot be read, which its own health parts report.</summary>
    internal async ValueTask<HealthPart?> CheckHealthAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindStoppedRunAsync(cancellationToken).ConfigureAwait(false) is { } stopped
                ? new HealthPart(HealthPartName, StoreHealthStatus.Degraded, Describe(stopped)) { LastFailure = stopped.EndedAt }
                : _options.Enabled ? new HealthPart(HealthPartName, StoreHealthStatus.Healthy, "It works.") : null;
        }
        catch (ConversationStoreException)
        {
            return null;
        }
    }

    private static string Describe(RetentionRun stopped) => string.Create(CultureInfo.InvariantCulture,
        $"The safety limit stopped the scheduled retention run of {stopped.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC; expired data is kept. "
            + $"{stopped.Message}");
}
