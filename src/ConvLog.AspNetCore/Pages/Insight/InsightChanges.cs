using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The figures that got worse and better: functions by problems and durations, and error messages, against the previous period.</summary>
/// <param name="Worse">The figures that got worse.</param>
/// <param name="Better">The figures that got better.</param>
/// <param name="NotCompared">The number of functions with too few calls in one of the periods.</param>
/// <param name="IsComplete">Whether all calls and errors of both periods were counted; otherwise the changes are incomplete.</param>
internal sealed record InsightChanges(IReadOnlyList<ChangedFigure> Worse, IReadOnlyList<ChangedFigure> Better, int NotCompared, bool IsComplete)
{
    /// <summary>The result if the previous period has no data.</summary>
    public static InsightChanges None { get; } = new([], [], NotCompared: 0, IsComplete: true) { HasBefore = false };

    /// <summary>Whether the previous period has data. If not, nothing is compared.</summary>
    public bool HasBefore { get; private init; } = true;

    /// <summary>The standard deviations from which a difference counts: chance alone exceeds them about once in twenty.</summary>
    private const double Deviations = 2;

    // The same chance: that of problems in random calls of both periods of which none is in the earlier one.
    private const double LeastChance = 0.05;

    private const double LeastRatio = 1.25;
    private const int Most = 8;

    /// <summary>The number of error messages that are compared.</summary>
    public const int MostMessages = 1_000;

    private static readonly TimeSpan s_leastTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads both periods and compares them.</summary>
    /// <param name="conversations">The source of the statistics.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="times">The periods.</param>
    /// <param name="errors">The error messages of the later period, up to <see cref="MostMessages"/>.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<InsightChanges> ReadAsync(ConversationReader conversations, Reader reader, ComparedTimes times,
        Task<ErrorMessages> errors, CancellationToken cancellationToken)
    {
        var calls = ConcurrentReads.Begin(() => conversations.GetCallStatisticsAsync(reader, Calls(times.Now), cancellationToken));
        var callsBefore = ConcurrentReads.Begin(() => conversations.GetCallStatisticsAsync(reader, Calls(times.Before), cancellationToken));
        var errorsBefore = ConcurrentReads.Begin(() => conversations.GetErrorMessagesAsync(reader, times.Before, MostMessages, cancellationToken));
        await Task.WhenAll(calls, callsBefore, errors, errorsBefore).ConfigureAwait(false);
        return Of(await calls.ConfigureAwait(false), await callsBefore.ConfigureAwait(false), await errors.ConfigureAwait(false),
            await errorsBefore.ConfigureAwait(false));
    }

    /// <summary>Compares two periods.</summary>
    public static InsightChanges Of(CallStatistics calls, CallStatistics callsBefore, ErrorMessages errors, ErrorMessages errorsBefore)
    {
        bool areCallsCounted = calls.Since is null && callsBefore.Since is null
            && calls.TargetCount == calls.Targets.Count && callsBefore.TargetCount == callsBefore.Targets.Count;
        bool areErrorsCounted = errors.Since is null && errorsBefore.Since is null
            && errors.Messages.Count < MostMessages && errorsBefore.Messages.Count < MostMessages;
        var functions = areCallsCounted ? Functions(calls, callsBefore) : [];
        List<ChangedFigure> all =
        [
            .. functions.Select(static function => Problems(function.Name, function.Now, function.Before)).OfType<ChangedFigure>(),
            .. areErrorsCounted ? Messages(errors, errorsBefore) : [],
            .. functions.Select(static function => Durations(function.Name, function.Now, function.Before)).OfType<ChangedFigure>(),
        ];
        return new InsightChanges(
            Sorted(all, isWorse: true), Sorted(all, isWorse: false),
            functions.Count(static function => function.Now.Calls is > 0 and < CallChange.Fewest || function.Before.Calls is > 0 and < CallChange.Fewest),
            areCallsCounted && areErrorsCounted);
    }

    private static CallQuery Calls(StatisticsQuery period) => new() { Period = period, Kind = CallTargetKind.Function };

    // By kind, then by size, largest first.
    private static List<ChangedFigure> Sorted(List<ChangedFigure> all, bool isWorse)
        => [.. all.Where(changed => changed.IsWorse == isWorse).GroupBy(static changed => changed.Kind).OrderBy(static kind => kind.Key)
            .SelectMany(static kind => kind.OrderByDescending(static changed => changed.Size)
                .ThenBy(static changed => changed.Name, StringComparer.Ordinal).Take(Most))];

    private static List<(string Name, CallFigures Now, CallFigures Before)> Functions(CallStatistics calls, CallStatistics callsBefore)
    {
        var now = calls.Targets.ToDictionary(static target => target.Name, static target => target.Figures, StringComparer.Ordinal);
        var before = callsBefore.Targets.ToDictionary(static target => target.Name, static target => target.Figures, StringComparer.Ordinal);
        return [.. now.Keys.Union(before.Keys, StringComparer.Ordinal)
            .Select(name => (name, now.GetValueOrDefault(name, CallChange.None), before.GetValueOrDefault(name, CallChange.None)))];
    }

    private static ChangedFigure? Problems(string name, CallFigures now, CallFigures before)
    {
        if (now.Calls < CallChange.Fewest || before.Calls < CallChange.Fewest)
        {
            // Too few calls for a share, but the first problems of a function are reported anyway.
            return before.Problems > 0 || ChanceOfNoneBefore(now, before) > LeastChance ? null
                : new(ChangeKind.Problems, name, Share(now), Share(before), "from none", IsWorse: true, now.Problems);
        }

        double both = (double)(now.Problems + before.Problems) / (now.Calls + before.Calls);
        double deviation = Math.Sqrt(both * (1 - both) * ((1.0 / now.Calls) + (1.0 / before.Calls)));
        double difference = ((double)now.Problems / now.Calls) - ((double)before.Problems / before.Calls);
        return Math.Abs(difference) < Deviations * deviation || difference == 0 ? null
            : new(ChangeKind.Problems, name, Share(now), Share(before), CallChange.OfProblems(now, before).Words, difference > 0,
                Math.Abs(difference) * now.Calls);
    }

    // Hypergeometric: 1 without problems or earlier calls.
    private static double ChanceOfNoneBefore(CallFigures now, CallFigures before)
    {
        double chance = 1;
        for (long i = 0; i < now.Problems && chance > LeastChance; i++)
        {
            chance *= (double)(now.Calls - i) / (now.Calls + before.Calls - i);
        }

        return chance;
    }

    private static ChangedFigure? Durations(string name, CallFigures now, CallFigures before)
    {
        if (now.Duration.Count < CallChange.Fewest || before.Duration.Count < CallChange.Fewest)
        {
            return null;
        }

        var (p95, p95Before) = (now.Duration.P95, before.Duration.P95);
        var (longer, shorter) = p95 > p95Before ? (p95, p95Before) : (p95Before, p95);
        return longer - shorter < s_leastTime || longer < shorter * LeastRatio ? null
            : new(ChangeKind.Duration, name, ShownDuration.Exact(p95), ShownDuration.Exact(p95Before),
                CallChange.Of(now.Duration, before.Duration, static duration => duration.P95).Words, p95 > p95Before, (longer - shorter).TotalSeconds);
    }

    private static IEnumerable<ChangedFigure> Messages(ErrorMessages errors, ErrorMessages errorsBefore)
    {
        var now = errors.Messages.ToDictionary(static message => message.Content, static message => message.Count, StringComparer.Ordinal);
        var before = errorsBefore.Messages.ToDictionary(static message => message.Content, static message => message.Count, StringComparer.Ordinal);
        foreach (string content in now.Keys.Union(before.Keys, StringComparer.Ordinal))
        {
            var (count, countBefore) = (now.GetValueOrDefault(content), before.GetValueOrDefault(content));
            bool isNew = countBefore == 0;
            if (isNew || Math.Abs(count - countBefore) >= Deviations * Math.Sqrt(count + countBefore))
            {
                string words = isNew ? "new" : count == 0 ? "gone" : $"{(count > countBefore ? "+" : "−")}{ShownNumber.Count(Math.Abs(count - countBefore))}";
                yield return new(ChangeKind.Message, content, ShownNumber.Count(count), ShownNumber.Count(countBefore), words, count > countBefore,
                    Math.Abs(count - countBefore));
            }
        }
    }

    private static string Share(CallFigures figures)
        => $"{ShownNumber.Count(figures.Problems)} of {ShownNumber.Count(figures.Calls)}"
            + (figures.Calls < CallChange.Fewest ? "" : $" ({ShownNumber.Percent(figures.ProblemRate ?? 0)})");
}

/// <summary>The kind of a changed figure. The values are in the order of the page.</summary>
internal enum ChangeKind
{
    /// <summary>The share of a function's calls that are problems.</summary>
    Problems,

    /// <summary>The number of errors with a message.</summary>
    Message,

    /// <summary>The 95th percentile of a function's durations.</summary>
    Duration,
}

/// <summary>A figure that changed.</summary>
/// <param name="Kind">The kind of the figure.</param>
/// <param name="Name">The function, or the message.</param>
/// <param name="Now">The value.</param>
/// <param name="Before">The previous value.</param>
/// <param name="Words">The difference.</param>
/// <param name="IsWorse">Whether it got worse.</param>
/// <param name="Size">The size of the change, in the unit of its kind.</param>
internal sealed record ChangedFigure(ChangeKind Kind, string Name, string Now, string Before, string Words, bool IsWorse, double Size);

/// <summary>Two periods to compare.</summary>
/// <param name="Now">The later one.</param>
/// <param name="Before">The earlier one.</param>
internal sealed record ComparedTimes(StatisticsQuery Now, StatisticsQuery Before);
