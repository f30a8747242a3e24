using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Users;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.InMemory;

/// <summary>One conversation in memory: every record by its identity, sorted when it is read.</summary>
/// <param name="writerNumber">Numbers the openings of all conversations, in the order in which the store first receives their records.</param>
/// <param name="pseudonymOf">Returns the pseudonym of an end user.</param>
/// <param name="utterancesArePersonal">Whether all utterances count as personal.</param>
/// <remarks>It can be read by any number of threads. Only the thread that holds the store's lock changes it.</remarks>
internal sealed partial class InMemoryConversation(Func<long> writerNumber, Func<string?, string?> pseudonymOf, bool utterancesArePersonal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, long> _writers = [];
    private readonly Dictionary<Guid, InMemoryOpening> _openings = [];
    private readonly HashSet<Guid> _refused = [];
    private readonly Dictionary<string, TurnRecord> _turns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionEventRecord> _functions = new(StringComparer.Ordinal);

    // In the order of first arrival, from any opening.
    private readonly List<string> _turnOrder = [];
    private readonly List<string> _functionOrder = [];
    private readonly Dictionary<(Guid WriterId, long Sequence), EntryRecord> _entries = [];
    private readonly Dictionary<Guid, NumberedFact> _facts = [];
    private readonly Dictionary<(string TurnId, FeedbackSource Source), FeedbackRecord> _feedback = [];
    private readonly Dictionary<Guid, AnnotationRecord> _annotations = [];
    private readonly Dictionary<Guid, NoteRecord> _notes = [];
    private readonly Dictionary<Guid, ScoreRecord> _scores = [];
    private readonly Dictionary<Guid, LabelRecord> _labels = [];
    private readonly Dictionary<Guid, DeadLetterRecord> _deadLetters = [];
    private ReadMarkRecord? _readMark;
    private AssignmentRecord? _assignment;
    private long _factNumbers;

    // The state as it was last read; null after each change.
    private InMemoryReading? _reading;

    public void Write(StoreRecord record)
    {
        lock (_lock)
        {
            _reading = null;
            if (record is ConversationRecord opening)
            {
                NumberOf(opening.WriterId);
                Open(opening);
                return;
            }

            if (record is WrittenRecord written)
            {
                NumberOf(written.WriterId);
            }

            switch (record)
            {
                case TurnRecord v: AddOrReplace(v with { UtterancesArePersonal = new EqualityNeutral(utterancesArePersonal) }); break;
                case TurnChangeRecord v: _turns[v.TurnId] = LateChanges.Add(_turns[v.TurnId], v); break;
                case FunctionEventRecord v: AddOrReplace(v); break;
                case EntryRecord v: _entries.TryAdd((v.WriterId, v.Sequence), v); break;
                case FactRecord v: _facts.TryAdd(v.Id, new NumberedFact(v, ++_factNumbers)); break;
                case FeedbackRecord v: AddOrReplace(_feedback, (v.TurnId, v.Source), v, static (kept, given) => given.CreatedAt > kept.CreatedAt); break;
                case AnnotationRecord v: AddOrReplace(_annotations, v.Id, v.IsRemoved ? v with { ImprovedAnswer = "" } : v,
                    static (kept, given) => given.CreatedAt > kept.CreatedAt); break;
                case NoteRecord v: AddOrReplace(_notes, v.Id, v, static (kept, given) => given.CreatedAt > kept.CreatedAt); break;
                case ScoreRecord v: AddOrReplace(_scores, v.Id, v.IsRemoved ? v with { Comment = null } : v,
                    static (kept, given) => given.CreatedAt > kept.CreatedAt); break;
                case LabelRecord v: AddOrReplace(_labels, v.Id, v, static (kept, given) => given.CreatedAt > kept.CreatedAt); break;
                case ReadMarkRecord { IsRemoved: true } v: _readMark = _readMark == v with { IsRemoved = false } ? null : _readMark; break;
                case ReadMarkRecord v: _readMark ??= v; break;
                case AssignmentRecord v: _assignment = _assignment?.AssignedAt >= v.AssignedAt ? _assignment : v; break;
                case DeadLetterRecord v: _deadLetters.TryAdd(v.Id, v); break;
                default: throw new ArgumentException($"This store does not know records of type {record.GetType().Name}.", nameof(record));
            }
        }
    }

    /// <summary>Whether a record comes from a refused opening; once refused, all records of that opening are.</summary>
    public bool Refuses(StoreRecord record, bool allowsHandover)
    {
        lock (_lock)
        {
            if (record.Writer is { } writer && _refused.Contains(writer))
            {
                return true;
            }

            if (record is not ConversationRecord opening || OpeningRules.Admits(opening, [.. InOrder().Select(static kept => kept.Record)], allowsHandover))
            {
                return false;
            }

            if (!_openings.ContainsKey(opening.WriterId))
            {
                _refused.Add(opening.WriterId);
            }

            return true;
        }
    }

    /// <summary>Whether it has this turn.</summary>
    public bool HasTurn(string id)
    {
        lock (_lock)
        {
            return _turns.ContainsKey(id);
        }
    }

    /// <summary>The current state of the conversation; null until an opening is written.</summary>
    public InMemoryReading? Read()
    {
        lock (_lock)
        {
            return _reading ??= Current();
        }
    }

    public StoredLogPage ReadLog(LogQuery query)
    {
        lock (_lock)
        {
            var from = query.After is { } after ? (after.Writer, after.Sequence, after.Tie) : (long.MinValue, long.MinValue, long.MinValue);
            var found = All().Where(logged => LogFilter.Matches(logged.Record, query) && SortKey(logged.Position).CompareTo(from) > 0).Take(query.Limit + 1);
            return StoredLogPage.Of(_openings.Count == 0 ? [] : [.. found], query.Limit);
        }
    }

    private InMemoryReading? Current()
    {
        if (_openings.Count == 0)
        {
            return null;
        }

        var (logged, messages) = ReadFacts.Of(All().Select(static logged => logged.Record));
        var conversation = new StoredConversation
        {
            Summary = null!, // Computed below, from the other properties.
            Turns = [.. _turnOrder.Select(id => _turns[id])],
            FunctionEvents = [.. _functionOrder.Select(id => _functions[id])],
            Logged = logged,
            ModelMessages = messages,
            Feedback = [.. _feedback.Values.Where(static f => f.Rating is not null).OrderBy(static f => f.CreatedAt)
                .ThenBy(static f => f.TurnId, Utf8Order.Instance).ThenBy(static f => f.Source)],
            Annotations = [.. _annotations.Values.Where(static a => !a.IsRemoved).OrderBy(static a => a.CreatedAt).ThenBy(static a => a.Id)],
            Notes = [.. _notes.Values.OrderBy(static n => n.CreatedAt).ThenBy(static n => n.Id)],
            Scores = [.. _scores.Values.Where(static s => !s.IsRemoved).OrderBy(static s => s.CreatedAt).ThenBy(static s => s.Id)],
            Labels = [.. _labels.Values.Where(static l => !l.IsRemoved).OrderBy(static l => l.CreatedAt).ThenBy(static l => l.Id)],
            Assignment = _assignment,
            DeadLetters = [.. _deadLetters.Values.OrderBy(static d => d.RefusedAt).ThenBy(static d => d.Id)],
        };
        List<InMemoryOpening> openings = [.. InOrder()];
        var last = openings.FindLast(static opening => opening.Record.UserId is not null);
        ConversationUser[] named = [.. openings.Where(static opening => opening.Pseudonym is not null).Select(static opening => opening.User)];
        var summary = SummaryCalculator.Conversation(conversation, [.. openings.Select(static opening => opening.Record)], last?.Pseudonym,
            utterancesArePersonal) with
        {
            Users = NamedUsers.Of(named, last?.Pseudonym),
            ReadMark = _readMark,
            PiiPurgedAt = _piiPurgedAt,
            IsErasurePending = _isErasurePending,
        };
        return new InMemoryReading(conversation with { Summary = summary }, NamedUsers.Of(named, latest: null),
            _isErasurePending ? [] : [.. _users], _isErasurePending ? [] : Numbers(openings),
            _isErasurePending ? [] : AttributeValues.Of(openings.Where(static opening => !opening.IsPurged).Select(static opening => opening.Record)));
    }

    private static (long Writer, long Sequence, long Tie) SortKey(LogPosition position) => (position.Writer, position.Sequence, position.Tie);

    private static void AddOrReplace<TKey, T>(Dictionary<TKey, T> records, TKey key, T given, Func<T, T, bool> isNewer)
        where TKey : notnull
    {
        if (!records.TryGetValue(key, out var kept) || isNewer(kept, given))
        {
            records[key] = given;
        }
    }

    private void AddOrReplace(TurnRecord turn)
    {
        if (_turns.TryGetValue(turn.Id, out var kept))
        {
            _turns[turn.Id] = LateChanges.Merge(kept, turn);
        }
        else
        {
            _turns.Add(turn.Id, turn);
            _turnOrder.Add(turn.Id);
        }
    }

    private void AddOrReplace(FunctionEventRecord call)
    {
        if (!_functions.TryGetValue(call.Id, out var kept))
        {
            _functionOrder.Add(call.Id);
        }

        if (kept is null || call.Revision > kept.Revision)
        {
            _functions[call.Id] = call;
        }
    }

    private void Open(ConversationRecord opening)
    {
        if (_openings.TryGetValue(opening.WriterId, out var kept) && opening.Revision <= kept.Record.Revision)
        {
            return;
        }

        string? pseudonym = pseudonymOf(opening.UserId);
        _openings[opening.WriterId] = new InMemoryOpening(opening with { IsCopy = false }, pseudonym);
        Recording = _openings.Values.Aggregate(Recording.Full, static (level, one) => RecordingLevels.Stricter(level, one.Record.Recording));
        if (pseudonym is not null)
        {
            _users.Add(opening.UserId!);
        }
    }

    private IEnumerable<InMemoryOpening> InOrder() => _openings.Values.OrderBy(opening => _writers[opening.Record.WriterId]);

    private static List<string> Numbers(List<InMemoryOpening> openings)
        => [.. openings.Where(static opening => !opening.IsPurged).SelectMany(static opening => new[] { opening.Record.FromNumber, opening.Record.ToNumber })
            .OfType<string>().Where(static number => number.Length > 0).Select(static number => PhoneNumber.Normalized(number))];

    private long NumberOf(Guid writerId)
    {
        if (!_writers.TryGetValue(writerId, out long number))
        {
            _writers[writerId] = number = writerNumber();
        }

        return number;
    }

    private IEnumerable<(ScopedRecord Record, LogPosition Position)> Logged() => All().Where(static logged => logged.Record is not ModelMessageRecord);

    // A fact follows the entry that preceded it; facts after the same entry are in the order of arrival.
    private IEnumerable<(ScopedRecord Record, LogPosition Position)> All()
        => _entries.Values.Select(entry => ((ScopedRecord)entry, new LogPosition(_writers[entry.WriterId], entry.Sequence, 0)))
            .Concat(_facts.Values.Select(fact
            => ((ScopedRecord)fact.Record, new LogPosition(_writers[fact.Record.WriterId], fact.Record.Sequence, fact.Number))))
            .OrderBy(static logged => SortKey(logged.Item2));

    /// <summary>A fact, and the number of facts that had arrived by then.</summary>
    private sealed record NumberedFact(FactRecord Record, long Number);
}

/// <summary>An opening in memory.</summary>
/// <param name="Record">The opening, or its visible part.</param>
/// <param name="Pseudonym">The pseudonym of its end user; null if it names none.</param>
/// <param name="IsPurged">Whether its personal data was deleted: the record then names the user by the pseudonym.</param>
internal sealed record InMemoryOpening(ConversationRecord Record, string? Pseudonym, bool IsPurged = false)
{
    /// <summary>Its end user; valid only if it names one.</summary>
    public ConversationUser User => new() { Pseudonym = Pseudonym!, UserId = IsPurged ? null : Record.UserId };
}
