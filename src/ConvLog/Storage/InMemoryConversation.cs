using ConvLog.Records;

namespace ConvLog.Storage;

/// <summary>One conversation in memory: every record under its identity, put in order when it is read.</summary>
internal sealed class InMemoryConversation
{
    private readonly Gate _gate = new();
    private readonly List<Guid> _epochs = [];
    private readonly Dictionary<Guid, ConversationRecord> _openings = [];
    private readonly Dictionary<string, TurnRecord> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionEventRecord> _functions = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, ScopedRecord> _logged = [];
    private readonly Dictionary<(string TurnId, FeedbackSource Source), FeedbackRecord> _feedback = [];
    private readonly Dictionary<Guid, AnnotationRecord> _annotations = [];
    private readonly Dictionary<Guid, NoteRecord> _notes = [];

    // Set by the first opening and never changed, so that lists can be sorted without taking every conversation's lock.
    private volatile ConversationRecord? _first;

    public string Id => _first?.ConversationId ?? "";

    public DateTimeOffset StartedAt => _first?.OpenedAt ?? DateTimeOffset.MinValue;

    public bool Matches(ConversationQuery query) => _first is { } first
        && (query.AgentId is null || string.Equals(first.AgentId, query.AgentId, StringComparison.Ordinal))
        && (query.Environment is { } environment ? first.Environment == environment : first.Environment != ConversationEnvironment.Debug);

    public void Write(StoreRecord record)
    {
        lock (_gate)
        {
            switch (record)
            {
                case ConversationRecord v:
                    Epoch(v.WriterId);
                    _openings[v.WriterId] = v;
                    _first ??= v;
                    break;
                case TurnRecord v:
                    Epoch(v.WriterId);
                    _turns[v.Id] = v;
                    break;
                case FunctionEventRecord v:
                    Epoch(v.WriterId);
                    _functions[v.Id] = v;
                    break;
                case ScopedRecord v:
                    Epoch(v.WriterId);
                    _logged.TryAdd(v.Id, v);
                    break;
                case FeedbackRecord { Rating: null } v: _feedback.Remove((v.TurnId, v.Source)); break;
                case FeedbackRecord v: _feedback[(v.TurnId, v.Source)] = v; break;
                case AnnotationRecord v: _annotations[v.Id] = v; break;
                case NoteRecord v: _notes[v.Id] = v; break;
                default: throw new ArgumentException($"This store does not know records of type {record.GetType().Name}.", nameof(record));
            }
        }
    }

    /// <summary>The conversation as it stands; null as long as no opening was written.</summary>
    public StoredConversation? Read(Func<ConversationRecord, string?> pseudonym)
    {
        lock (_gate)
        {
            if (_first is null)
            {
                return null;
            }

            var conversation = new StoredConversation
            {
                Summary = null!, // Made below, of what is here.
                Turns = [.. Ordered(_turns.Values)],
                FunctionEvents = [.. Ordered(_functions.Values)],
                Logged = [.. OnceOnly(Ordered(_logged.Values))],
                Feedback = [.. _feedback.Values.OrderBy(static f => f.CreatedAt)],
                Annotations = [.. _annotations.Values.OrderBy(static a => a.CreatedAt)],
                Notes = [.. _notes.Values.OrderBy(static n => n.CreatedAt)],
            };
            List<ConversationRecord> openings = [.. _epochs.Where(_openings.ContainsKey).Select(id => _openings[id])];
            return conversation with { Summary = SummaryOf.Conversation(conversation, openings, pseudonym) };
        }
    }

    // The order in which a store first hears of its writers is their epoch.
    private void Epoch(Guid writerId)
    {
        if (!_epochs.Contains(writerId))
        {
            _epochs.Add(writerId);
        }
    }

    private IEnumerable<T> Ordered<T>(IEnumerable<T> records)
        where T : WrittenRecord
        => records.OrderBy(record => _epochs.IndexOf(record.WriterId)).ThenBy(static record => record.Sequence).ThenBy(static record => record is not EntryRecord);

    // A metric that is written once keeps its first value, also over several openings.
    private static IEnumerable<ScopedRecord> OnceOnly(IEnumerable<ScopedRecord> logged)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return logged.Where(record => record is not MetricRecord metric || seen.Add(metric.Metric.Key) || !metric.WriteOnce);
    }
}
