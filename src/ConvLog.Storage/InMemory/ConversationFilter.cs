using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.InMemory;

/// <summary>What <see cref="ConversationQuery"/> means, said in code: the words against which every store's own way of filtering is tested.</summary>
internal sealed class ConversationFilter(ConversationQuery query, bool withPii)
{
    private readonly SearchTerms? _text = query.Text is null ? null : SearchTerms.Parse(query.Text);

    public ListOrder Order { get; } = new(query.Ascending);

    public ListPosition PositionOf(StoredSummary summary) => new(Sorted(summary), summary.Conversation.ConversationId);

    public bool Matches(InMemoryReading reading)
    {
        var conversation = reading.Conversation;
        var summary = conversation.Summary;
        return OfWhom(summary.Conversation, summary) && OfPerson(reading) && When(summary) && Outcome(conversation, Counts(summary)) && Measures(summary) && Team(summary) && Said(conversation);
    }

    private ActivityCounts Counts(StoredSummary summary) => withPii ? summary.All : summary.Visible;

    private bool OfWhom(ConversationRecord known, StoredSummary summary)
        => query.Scope.Includes(known.AgentId, known.AccountId)
        && Is(query.AgentId, known.AgentId)
        && Is(query.AccountId, known.AccountId)
        && Is(query.ProjectId, known.ProjectId)
        && (query.Environment is { } environment ? known.Environment == environment : known.Environment != ConversationEnvironment.Debug)
        && Is(query.Channel, known.Channel)
        && Is(query.UserPseudonym, summary.UserPseudonym);

    private bool OfPerson(InMemoryReading reading)
        => (query.UserId is null || (withPii && query.UserId.Length > 0 && Is(query.UserId, reading.User)))
        && (query.Number is null || (withPii && reading.Numbers.Contains(query.Number, StringComparer.Ordinal)));

    private bool When(StoredSummary summary)
        => (query.From is not { } from || Counts(summary).LastActivityAt >= from) && (query.To is not { } to || summary.StartedAt < to);

    private bool Outcome(StoredConversation conversation, ActivityCounts counts)
        => Holds(query.HasError, counts.Errors > 0)
        && Holds(query.HasWarning, counts.Warnings > 0)
        && Holds(query.HasFailedFunction, conversation.Summary.FunctionOutcomes.Contains(FunctionOutcome.Failed))
        && (query.FunctionName is null || conversation.FunctionEvents.Any(call => Is(query.FunctionName, call.Name)))
        && query.Level switch
        {
            null => true,
            EntryLevel.Error => counts.Errors > 0,
            EntryLevel.Warning => counts.Warnings > 0,
            _ => counts.Entries > counts.Warnings + counts.Errors,
        };

    private bool Measures(StoredSummary summary)
        => (query.MinLatency is not { } slow || summary.SlowestLatency >= slow)
        && (query.MaxLatency is not { } fast || summary.SlowestLatency <= fast)
        && (query.MinTokens is not { } many || summary.TotalTokens >= many)
        && (query.MaxTokens is not { } few || summary.TotalTokens <= few);

    private bool Team(StoredSummary summary)
        => (query.Rating is not { } rating || summary.Ratings.Keys.Any(key => key.Rating == rating && BySource(key.Source)))
        && Holds(query.IsRated, summary.Ratings.Keys.Any(key => BySource(key.Source)))
        && Holds(query.HasComment, summary.Commented.Any(BySource))
        && Holds(query.IsAnnotated, summary.IsAnnotated)
        && Holds(query.IsUnread, summary.ReadMark is null);

    private bool BySource(FeedbackSource source) => query.RatingSource is not { } asked || source == asked;

    private bool Said(StoredConversation conversation)
        => (_text is null || SearchDocument.All(conversation, utterances: !query.EntriesOnly).Any(_text.AreAllIn))
        && (query.Field is not { } wanted || conversation.Logged.OfType<EntryRecord>().Any(entry => !entry.IsPii && HasField(entry, wanted)));

    private static bool HasField(EntryRecord entry, FieldFilter wanted)
        => entry.Fields.TryGetField(wanted.Key, out var field) && !field.IsPii && string.Equals(FieldText.Unquoted(field), wanted.Value, StringComparison.Ordinal);

    private long Sorted(StoredSummary summary) => query.Sort switch
    {
        ConversationSort.Created => summary.StartedAt.UtcTicks,
        ConversationSort.Updated => Counts(summary).LastActivityAt.UtcTicks,
        ConversationSort.Duration => ((summary.ClosedAt ?? Counts(summary).LastActivityAt) - summary.StartedAt).Ticks,
        ConversationSort.Tokens => summary.TotalTokens,
        _ => Counts(summary).Errors,
    };

    private static bool Holds(bool? wanted, bool found) => wanted is null || wanted == found;

    private static bool Is(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.Ordinal);
}
