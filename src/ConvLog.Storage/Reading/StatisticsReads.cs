using ConvLog.Privacy;
using ConvLog.Storage.Access;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Serialization;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Reading;

/// <summary>Counts conversations, calls, errors and problems of a period.</summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
internal sealed class StatisticsReads(IConversationStore store, AccessWriter access, ReadingRules rules)
{
    public ValueTask<ConversationStatistics> GetStatisticsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(store).ReadStatisticsAsync(query with { Scope = reader.Scope }, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<ModelMonth>> GetModelMonthsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var months = new List<ModelMonth>();
        foreach (var (month, part) in CalendarMonths.Of(query with { CountTurns = false, CountModels = true, CountScores = false }))
        {
            var statistics = await GetStatisticsAsync(reader, part, cancellationToken).ConfigureAwait(false);
            months.Add(new ModelMonth { Month = month, From = part.From, To = part.To, Models = statistics.Models, IsComplete = statistics.IsComplete });
        }

        return months;
    }

    public ValueTask<ErrorMessages> GetErrorMessagesAsync(Reader reader, StatisticsQuery query, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(store).ReadErrorMessagesAsync(query with { Scope = reader.Scope }, most, cancellationToken);
    }

    public async ValueTask<ProblemStatistics> GetProblemStatisticsAsync(Reader reader, StatisticsQuery query, CancellationToken cancellationToken)
        => await GetProblemStatisticsAsync(reader, query, await GetStatisticsAsync(reader, query, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<ProblemStatistics> GetProblemStatisticsAsync(
        Reader reader, StatisticsQuery query, ConversationStatistics statistics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(statistics);
        var (from, to) = (QuarterHour.StartOf(QuarterHour.Of(query.From)), QuarterHour.StartOf(QuarterHour.AtOrAfter(query.To)));
        var withProblem = new ConversationQuery
        {
            AgentId = query.AgentId,
            Environment = query.Environment,
            Channel = query.Channel,
            From = from, // A conversation with a turn in the period was active in it, and activity is indexed.
            To = to,
            TurnFrom = from,
            TurnTo = to,
            HasProblem = true,
        };
        var asked = new ConversationListReader(reader, store, access, rules).Complete(withProblem, cursor: null);
        var counted = await Capability.Of<IStatisticsStore>(store)
            .CountProblemsAsync(asked, ConversationListReader.CountsPii(reader, withProblem), cancellationToken).ConfigureAwait(false);
        return new ProblemStatistics
        {
            Conversations = statistics.Total.Conversations,
            WithProblem = counted.Values.Sum(),
            ByKind = JsonNames.Problems.ToDictionary(
                static kind => kind, kind => counted.Where(problems => problems.Key.HasFlag(kind)).Sum(static problems => problems.Value)),
        };
    }

    public ValueTask<CallStatistics> GetCallStatisticsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(store).ReadCallStatisticsAsync(Asked(reader, query), CountsPii(reader), cancellationToken);
    }

    public ValueTask<CallDetails> GetCallDetailsAsync(Reader reader, CallQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        return Capability.Of<IStatisticsStore>(store).ReadCallDetailsAsync(Asked(reader, query), CountsPii(reader), cancellationToken);
    }

    private CallQuery Asked(Reader reader, CallQuery query)
        => query with { Period = query.Period with { Scope = reader.Scope }, IdleSince = rules.Gate.IdleSince };

    private static bool CountsPii(Reader reader) => reader.CanReadPii && !reader.AsksForPii;
}
