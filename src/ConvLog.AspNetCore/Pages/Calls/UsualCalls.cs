using System.Collections.Concurrent;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>
/// The usual figures of functions: their calls of the last 30 days, for the inspector. They contain no personal data and are the same for all readers with
/// the same scope, so they are calculated once per scope and cached for ten minutes.
/// </summary>
/// <param name="conversations">The source of the statistics.</param>
/// <param name="time">The clock of the cache.</param>
internal sealed class UsualCalls(ConversationReader conversations, TimeProvider time)
{
    /// <summary>The number of days.</summary>
    public const int Days = 30;

    private const int MostScopes = 100;

    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    // A page waits no longer: in a very large store the statistics take seconds, and are available for the next page.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Counted> _counted = new(StringComparer.Ordinal);

    /// <summary>The figures of a function; null if they are not available yet, or the store has no statistics.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="function">The name of the function.</param>
    /// <param name="cancellationToken">A token to cancel the wait; the calculation continues, because others may wait for it.</param>
    public async ValueTask<FunctionStatistics?> FindAsync(Reader reader, string function, CancellationToken cancellationToken)
    {
        if (!conversations.Capabilities.HasFlag(StoreCapabilities.Statistics))
        {
            return null;
        }

        var now = time.GetUtcNow();
        string scope = ScopeKey.Of(reader);
        if (!_counted.TryGetValue(scope, out var counted) || counted.Functions.IsFaulted || now - counted.At >= s_kept || now < counted.At)
        {
            if (_counted.Count >= MostScopes)
            {
                _counted.Clear();
            }

            counted = new Counted(now, CountAsync(reader, now));
            _counted[scope] = counted;
        }

        try
        {
            var functions = await counted.Functions.WaitAsync(s_patience, cancellationToken).ConfigureAwait(false);
            return functions.GetValueOrDefault(function)
                ?? new FunctionStatistics { Name = function, Calls = 0, Failed = 0, Duration = DurationStatistics.None };
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private async Task<Dictionary<string, FunctionStatistics>> CountAsync(Reader reader, DateTimeOffset now)
    {
        var query = new StatisticsQuery { From = now.AddDays(-Days), To = now.AddMinutes(1) };
        var statistics = await conversations.GetStatisticsAsync(reader, query, CancellationToken.None).ConfigureAwait(false);
        return statistics.Functions.ToDictionary(static function => function.Name, StringComparer.Ordinal);
    }

    private sealed record Counted(DateTimeOffset At, Task<Dictionary<string, FunctionStatistics>> Functions);
}
