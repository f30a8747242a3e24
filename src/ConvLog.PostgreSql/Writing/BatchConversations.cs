using ConvLog.PostgreSql.Erasure;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The conversations of a batch.</summary>
internal sealed class BatchConversations
{
    private readonly Dictionary<string, ConversationChange> _all = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ConversationChange> _stored = [];

    // Most records belong to the same conversation as the previous record.
    private string? _lastId;
    private ConversationChange? _last;

    public IReadOnlyCollection<ConversationChange> All => _all.Values;

    /// <summary>Those that are written to: they have a number.</summary>
    public IEnumerable<ConversationChange> Written => _all.Values.Where(static change => change.Number != 0);

    /// <summary>Those that existed before the transaction; none before <see cref="FindStored"/>.</summary>
    public IReadOnlyCollection<ConversationChange> Stored => _stored.Values;

    /// <summary>The conversations of records, with the numbers that this host knows.</summary>
    public static BatchConversations Of(IReadOnlyList<StoreRecord> records, KnownConversations known)
    {
        var conversations = new BatchConversations();
        foreach (var record in records)
        {
            conversations.Of(record.ConversationId).Kinds |= KindsOf(record);
        }

        foreach (var change in conversations._all.Values)
        {
            change.Known = known.Find(change.Id);
            (change.Number, change.Day) = (change.Known?.Number ?? 0, change.Known?.Day ?? 0);
        }

        return conversations;
    }

    /// <summary>Conversations to count.</summary>
    public static BatchConversations ToCount(IEnumerable<(string Id, ConversationLocation Place)> given)
    {
        var conversations = new BatchConversations();
        foreach (var (id, place) in given)
        {
            conversations._all[id] = new ConversationChange(id) { Number = place.Conversation, Day = place.Day, Kinds = RecordKinds.Counted };
        }

        return conversations;
    }

    public ConversationChange Of(string id)
    {
        if (ReferenceEquals(_lastId, id))
        {
            return _last!;
        }

        if (!_all.TryGetValue(id, out var change))
        {
            _all[id] = change = new ConversationChange(id);
        }

        (_lastId, _last) = (id, change);
        return change;
    }

    /// <summary>The stored conversation with a number.</summary>
    public ConversationChange StoredAs(long number) => _stored[number];

    /// <summary>Finds those that existed before the transaction and were not erased.</summary>
    public List<ConversationChange> FindStored()
    {
        var stored = _all.Values.Where(static change => change is { IsNew: false, Number: not 0, IsErased: false }).ToList();
        foreach (var change in stored)
        {
            _stored[change.Number] = change;
        }

        return stored;
    }

    public static long[] NumbersOf(List<ConversationChange> changes) => [.. changes.Select(static change => change.Number)];

    public static int[] DaysOf(List<ConversationChange> changes) => [.. changes.Select(static change => change.Day).Distinct()];

    private static RecordKinds KindsOf(StoreRecord record) => record switch
    {
        EntryRecord => RecordKinds.Entries,
        MetricRecord => RecordKinds.Facts | RecordKinds.Scores,
        FactRecord => RecordKinds.Facts,
        TurnRecord or TurnChangeRecord => RecordKinds.Turns,
        FunctionEventRecord => RecordKinds.Calls,
        ConversationRecord => RecordKinds.Openings,
        FeedbackRecord => RecordKinds.Feedback | RecordKinds.Scores,
        ScoreRecord or LabelRecord or AssignmentRecord => RecordKinds.Scores,
        AnnotationRecord => RecordKinds.Annotations,
        NoteRecord => RecordKinds.Notes,
        DeadLetterRecord => RecordKinds.DeadLetters,
        ReadMarkRecord => RecordKinds.ReadMarks,
        _ => RecordKinds.None,
    };
}
