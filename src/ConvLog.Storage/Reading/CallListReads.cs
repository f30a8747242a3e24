using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Access;
using ConvLog.Storage.Contract;
using ConvLog.Storage.InMemory;
using ConvLog.Storage.Privacy;
using ConvLog.Storage.Records;
using ConvLog.Storage.Statistics;

namespace ConvLog.Storage.Reading;

/// <summary>
/// Lists calls. It examines the conversations that may have such calls, those with the latest activity first, until no other one can change the page: a call
/// started no later than the last activity of its conversation. For the order by duration, only conversations with a longer call are left to examine once the
/// page is full.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="access">Records accesses to personal data.</param>
/// <param name="rules">The gate, the cursors and the clock.</param>
internal sealed class CallListReads(IConversationStore store, AccessWriter access, ReadingRules rules)
{
    // The number of conversations that are read at a time, and the maximum number of such batches per page.
    private const int Batch = 100;
    private const int MostBatches = 20;

    // A call may have started before its conversation was opened, if their clocks differ.
    private static readonly TimeSpan s_skew = TimeSpan.FromHours(1);

    public async ValueTask<CallListPage> ListAsync(Reader reader, CallListQuery query, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(query);
        EnsureListable(query);
        var calls = Capability.Of<IStatisticsStore>(store);
        await rules.Cursors.PrepareAsync(cancellationToken).ConfigureAwait(false);
        var after = rules.Cursors.Read(cursor, reader, query);
        var ranked = new RankedCalls(query, after);
        var candidates = Candidates(reader, query, after);
        bool withPii = ConversationListReader.CountsPii(reader, candidates);
        var shown = PrivacyGate.WithoutPermission(reader);
        ListPosition? place = null;
        bool isComplete = true;
        int batches = 0;
        do
        {
            var asked = candidates with { After = place, MinFunctionDuration = LeastDuration(query, candidates, ranked) };
            var page = await store.ListAsync(asked, withPii, rules.Gate.NeededBy(shown), cancellationToken).ConfigureAwait(false);
            var byId = page.Conversations.ToDictionary(static summary => summary.Conversation.ConversationId, StringComparer.Ordinal);
            foreach (var call in await calls.ReadCallsAsync(query.Calls, [.. byId.Keys], cancellationToken).ConfigureAwait(false))
            {
                var conversation = byId[call.ConversationId];
                var ended = call with { Outcome = call.Outcome ?? OutcomeWithoutEnd(conversation, withPii) };
                if (IsListed(ended, query))
                {
                    ranked.Add(ended, conversation);
                }
            }

            isComplete &= page.IsComplete;
            place = page.Next is { } rest && !IsSettled(query, ranked, rest) ? rest : null;
            batches++;
        }
        while (place is not null && (batches < MostBatches || !HasAdvanced(query, place, after)));

        long? examinedFrom = place?.Value;
        bool isByStart = query.Sort == CallSort.Started;
        var (found, next) = ranked.Page(isByStart ? examinedFrom : null);
        return new CallListPage
        {
            Calls = [.. found.Select(one => View(one.Call, one.Conversation, shown))],
            Next = rules.Cursors.Of(next, reader, query),
            Since = isByStart || examinedFrom is not { } time ? null : new DateTimeOffset(time, TimeSpan.Zero),
            IsComplete = isComplete,
        };
    }

    private static void EnsureListable(CallListQuery query)
    {
        if (query.Calls.Name is null)
        {
            throw new ArgumentException("A list has the calls of one name. Set CallQuery.Name.", nameof(query));
        }

        if (query.Conversations.LooksUpPersonalData)
        {
            throw new ArgumentException("Calls are not listed of conversations that are looked up by a user's ID, a number or attributes.", nameof(query));
        }
    }

    // Whether no conversation behind a place has a call before the last one.
    private static bool IsSettled(CallListQuery query, RankedCalls ranked, ListPosition place)
        => query.Sort == CallSort.Started && ranked.Least > place.Value;

    // Whether a page that ends here is followed by another one than itself.
    private static bool HasAdvanced(CallListQuery query, ListPosition place, CallPosition? after)
        => query.Sort != CallSort.Started || after is null || CallPosition.Order.Compare(CallPosition.Before(place.Value), after) > 0;

    // Conversations without a call of at least this duration cannot change the page.
    private static TimeSpan? LeastDuration(CallListQuery query, ConversationQuery candidates, RankedCalls ranked)
        => query is { Sort: CallSort.Duration, Calls.Kind: CallTargetKind.Function }
            && ranked.Least is > 0 and { } least && !(candidates.MinFunctionDuration?.Ticks > least)
            ? new TimeSpan(least) : candidates.MinFunctionDuration;

    private FunctionOutcome? OutcomeWithoutEnd(StoredSummary conversation, bool withPii)
        => ConversationFilter.HasEnded(conversation, withPii, rules.Gate.IdleSince) ? FunctionOutcome.Abandoned : null;

    private static bool IsListed(StoredCall call, CallListQuery query)
        => (query.Outcome is null || call.Outcome == query.Outcome)
        && (!query.OnlyProblems || call.Outcome.IsProblem())
        && (query.Approval is null || call.Approval == query.Approval)
        && (query.MinDuration is null || call.Duration >= query.MinDuration)
        && (query.StatusCode is not { } status || call.StatusCodes.Contains(status))
        && (query.StatusClass is not { } digit || call.StatusCodes.Any(status => status / 100 == digit))
        && (query.ErrorType is not { } type || ConversationQuery.IsOfType(call.ErrorType, type));

    private ConversationQuery Candidates(Reader reader, CallListQuery query, CallPosition? after)
    {
        var period = query.Calls.Period;
        var (from, to) = (QuarterHour.StartOf(QuarterHour.Of(period.From)), QuarterHour.StartOf(QuarterHour.AtOrAfter(period.To)));
        var asked = query.Conversations;
        var latest = query.Sort == CallSort.Started && after is not null && to.UtcTicks - after.Value > s_skew.Ticks
            ? new DateTimeOffset(after.Value, TimeSpan.Zero) + s_skew : to;
        var candidates = asked with
        {
            AgentId = period.AgentId ?? asked.AgentId,
            Environment = period.Environment ?? asked.Environment,
            Channel = period.Channel ?? asked.Channel,
            VariantId = query.Calls.VariantId ?? asked.VariantId,
            From = asked.From > from ? asked.From : from,
            To = asked.To < latest ? asked.To : latest,
            ResponseStatus = query.StatusCode ?? asked.ResponseStatus,
            ResponseStatusClass = query.StatusClass ?? asked.ResponseStatusClass,
            Problems = asked.Problems ?? (query.OnlyProblems ? ProblemOf(query.Calls.Kind) : null),
            Sort = ConversationSort.Updated,
            Ascending = false,
            Limit = Batch,
            Offset = 0,
            CountTotal = false,
        };
        candidates = query.Calls.Kind switch
        {
            CallTargetKind.Function => candidates with
            {
                ExactFunctionName = query.Calls.Name,
                CallFrom = from,
                CallTo = to,
                Outcome = query.Outcome ?? asked.Outcome,
                ErrorType = query.ErrorType ?? asked.ErrorType,
                Approval = query.Approval ?? asked.Approval,
                MinFunctionDuration = query.MinDuration ?? asked.MinFunctionDuration,
            },
            CallTargetKind.Model => candidates with { Model = query.Calls.Name, Provider = query.Calls.Provider },
            _ => candidates,
        };
        return new ConversationListReader(reader, store, access, rules).Complete(candidates, cursor: null);
    }

    private static ProblemKinds ProblemOf(CallTargetKind kind) => kind switch
    {
        CallTargetKind.Function => ProblemKinds.Function,
        CallTargetKind.Endpoint => ProblemKinds.Api,
        _ => ProblemKinds.Model,
    };

    private ListedCall View(StoredCall call, StoredSummary conversation, Reader shown) => new()
    {
        Conversation = rules.Gate.View(conversation, shown),
        CallId = call.CallId,
        StartedAt = call.StartedAt,
        Duration = call.Duration,
        Outcome = call.Outcome,
        ErrorType = call.ErrorType,
        StatusCodes = call.StatusCodes,
        UserInput = call.UserInput is { Length: > 0 } && rules.Privacy.Utterances == PrivacyClass.Personal ? MaskedText.Redacted : call.UserInput,
    };
}
