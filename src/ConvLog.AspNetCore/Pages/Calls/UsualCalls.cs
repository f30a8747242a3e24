using System.Collections.Concurrent;
using ConvLog.AspNetCore.Access;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>
/// How functions usually do: their calls of the last 28 days, for the side of a conversation's page. The figures hold nothing personal and are the same for
/// every reader of the same conversations, so they are counted once for each scope and kept for ten minutes.
/// </summary>
/// <param name="conversations">What is counted.</param>
/// <param name="time">When they are counted again.</param>
internal sealed class UsualCalls(ConversationReader conversations, TimeProvider time)
{
    /// <summary>The days that are counted.</summary>
    public const int Days = 28;

    private const int MostScopes = 100;

    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(10);

    // A page does not wait longer: in a very large store they take seconds, and are there for the next page.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Counted> _counted = new(StringComparer.Ordinal);

    /// <summary>The figures of a function; null where they are not counted yet.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="function">The name of the function.</param>
    /// <param name="cancellationToken">A token to cancel the operation; it does not cancel the count, for which others may wait.</param>
    public async ValueTask<FunctionStatistics?> FindAsync(Reader reader, string function, CancellationToken cancellationToken)
    {
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
