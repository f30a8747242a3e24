using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.InMemory;

/// <content>Data for expiry and erasure: age, users, the records to erase, and redaction.</content>
internal sealed partial class InMemoryConversation
{
    private readonly HashSet<string> _users = new(StringComparer.Ordinal);
    private DateTimeOffset? _piiPurgedAt;
    private bool _isErasurePending;

    /// <summary>The end users its openings named, in any revision; empty once its personal data is deleted.</summary>
    public IReadOnlyCollection<string> Users => _users;

    /// <summary>The number of its end users, current or former: by their ids or by the openings' pseudonyms, whichever is larger.</summary>
    public int UserCount => Math.Max(_users.Count,
        _openings.Values.Select(static opening => opening.Pseudonym).OfType<string>().Distinct(StringComparer.Ordinal).Count());

    /// <summary>Whether an erasure is pending because of a legal hold.</summary>
    public bool IsErasurePending => _isErasurePending;

    /// <summary>Whether an opening of it was written.</summary>
    public bool IsOpened
    {
        get
        {
            lock (_lock)
            {
                return _openings.Count > 0;
            }
        }
    }

    /// <summary>The strictest recording level of its openings.</summary>
    public Recording Recording { get; private set; }

    /// <summary>Its openings, in their order.</summary>
    public List<ConversationRecord> Openings
    {
        get
        {
            lock (_lock)
            {
                return [.. _openings.Values.Select(static opening => opening.Record).OrderBy(opening => _writers[opening.WriterId])];
            }
        }
    }

    /// <summary>When it began; null until an opening is written.</summary>
    public DateTimeOffset? StartedAt => _openings.Values.MinBy(opening => _writers[opening.Record.WriterId])?.Record.OpenedAt;

    /// <summary>
    /// The last activity that is visible to everyone. Without an opening the conversation is visible to nobody, so its other records decide, including
    /// messages of model calls; if there are only personal entries, those decide.
    /// </summary>
    public DateTimeOffset LastActivityAt
        => Read() is { } reading
            ? reading.Conversation.Summary.Visible.LastActivityAt : Times(withPii: false).DefaultIfEmpty(Times(withPii: true).DefaultIfEmpty().Max()).Max();

    /// <summary>The number of records to erase.</summary>
    public ErasedRecords Records => new()
    {
        Openings = _openings.Count,
        Turns = _turns.Count,
        FunctionEvents = _functions.Count,
        Entries = _entries.Count,
        Facts = _facts.Count,
        TeamRecords = _feedback.Count + _annotations.Count + _notes.Count + _scores.Count + _labels.Count
            + (_assignment is null ? 0 : 1),
        DeadLetters = _deadLetters.Count,
    };

    /// <summary>Hides its personal data from everyone until it is erased.</summary>
    public void AwaitErasure()
    {
        lock (_lock)
        {
            _isErasurePending = true;
            _reading = null;
        }
    }

    /// <summary>Deletes its personal data permanently.</summary>
    /// <param name="at">The time of the deletion.</param>
    /// <returns>Whether it counts: false if it was done before and there has been no visible activity since.</returns>
    public bool Purge(DateTimeOffset at)
    {
        lock (_lock)
        {
            bool counts = !(_piiPurgedAt >= LastActivityAt);
            _piiPurgedAt = counts ? at : _piiPurgedAt;
            Replace(_openings, static opening => opening with { Record = VisiblePart.Of(opening.Record, opening.Pseudonym), IsPurged = true });
            Replace(_turns, turn => VisiblePart.Of(turn, utterancesArePersonal));
            Replace(_functions, VisiblePart.Of);
            Replace(_entries, VisiblePart.Of);
            PurgeFacts();
            Replace(_feedback, VisiblePart.Of);
            Replace(_annotations, VisiblePart.Of);
            Replace(_notes, VisiblePart.Of);
            Replace(_scores, VisiblePart.Of);
            Replace(_deadLetters, VisiblePart.Of);
            _users.Clear();
            _reading = null;
            return counts;
        }
    }

    // A message's id is a digest of its text, so it is replaced too. A message that arrives later gets another id, even with the same text, as in a store that
    // derives ids from the conversation's key and has lost that key.
    private void PurgeFacts()
    {
        var ids = _facts.Values.Select(static fact => fact.Record).OfType<ModelMessageRecord>()
            .ToDictionary(static message => message.Id, static _ => Guid.NewGuid());
        foreach (var (id, fact) in _facts.ToList())
        {
            _facts.Remove(id);
            var left = VisiblePart.Of(fact.Record, null, utterancesArePersonal) switch
            {
                ModelMessageRecord message => message with { Id = ids[message.Id] },
                ModelCallRecord call => call.WithMessages(message => ids.GetValueOrDefault(message)),
                var other => (FactRecord?)other,
            };
            if (left is not null)
            {
                _facts.Add(left.Id, fact with { Record = left });
            }
        }
    }

    private static void Replace<TKey, T>(Dictionary<TKey, T> records, Func<T, T?> part)
        where TKey : notnull
        where T : class
    {
        foreach (var (key, record) in records.ToList())
        {
            if (part(record) is { } left)
            {
                records[key] = left;
            }
            else
            {
                records.Remove(key);
            }
        }
    }

    private IEnumerable<DateTimeOffset> Times(bool withPii)
        => _turns.Values.Select(static turn => turn.LastAt ?? turn.StartedAt)
            .Concat(_functions.Values.Select(SummaryCalculator.EndOf))
            .Concat(All().Where(logged => withPii || VisiblePart.Of(logged.Record) is not null).Select(static logged => logged.Record.Timestamp))
            .Concat(_feedback.Values.Select(static feedback => feedback.CreatedAt))
            .Concat(_annotations.Values.Select(static annotation => annotation.CreatedAt))
            .Concat(_notes.Values.Select(static note => note.CreatedAt))
            .Concat(_scores.Values.Select(static score => score.CreatedAt))
            .Concat(_labels.Values.Select(static label => label.CreatedAt))
            .Concat(_deadLetters.Values.Select(static letter => letter.RefusedAt))
            .Concat(_readMark is { } mark ? [mark.ReadAt] : [])
            .Concat(_assignment is { } assignment ? [assignment.AssignedAt] : []);
}
