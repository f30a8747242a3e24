using ConvLog.PostgreSql.Writing.Records;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Writing;

/// <summary>One conversation within one transaction: its stored state and the changes to it.</summary>
/// <param name="id">The ID of the conversation.</param>
internal sealed class ConversationChange(string id)
{
    private readonly Dictionary<Guid, int> _writerNumbers = [];
    private readonly Dictionary<(string? TurnId, string? FunctionEventId), int> _scopeNumbers = [];
    private readonly Dictionary<(PiiKind Kind, long Reference), PersonalPayload> _personal = [];

    // Most entries have the same writer and scope as the previous entry.
    private (Guid Id, int Number) _lastWriter;
    private (string? TurnId, string? FunctionEventId, int Number) _lastScope;
    private long _lastEntry = -1;
    private HashSet<long>? _entries;
    private int _mostWriters;
    private int _mostScopes;

    public string Id => id;

    public long Number { get; set; }

    public int Day { get; set; }

    /// <summary>Whether this transaction created the conversation.</summary>
    public bool IsNew { get; set; }

    /// <summary>The cached numbers, with which the row only needs to be locked; null if they are not cached.</summary>
    public KnownConversation? Known { get; set; }

    /// <summary>Whether the conversation was erased, so that its records are discarded.</summary>
    public bool IsErased { get; set; }

    /// <summary>The kinds of records in the batch.</summary>
    public RecordKinds Kinds { get; set; }

    /// <summary>The kinds of records in the batch that changed something.</summary>
    public RecordKinds Changed { get; set; }

    public bool IsChanged => Changed != RecordKinds.None;

    /// <summary>
    /// Whether this transaction updates the row that lists show, as for a new conversation or one with an opening. The background updates the other rows, once
    /// for many writes.
    /// </summary>
    public bool IsCounted => IsNew || Contains(RecordKinds.Openings);

    /// <summary>Whether a reader without the permission would see a change in lists.</summary>
    public bool ChangesVisibly => Changes(RecordKinds.Counted) || Visible.Latest is not null;

    /// <summary>Whether the conversation is added to the work list of the background.</summary>
    public bool IsToCount => !IsCounted && (ChangesVisibly || Personal.Latest is not null);

    public SummaryColumns Columns { get; set; } = new();

    /// <summary>The number of records delivered again with different content; the stored ones are kept.</summary>
    public long Conflicts { get; set; }

    /// <summary>How much of the conversation is recorded; null until a record is written.</summary>
    public RecordingState? Recording { get; set; }

    public Dictionary<Guid, WriterState> Writers { get; } = [];

    public List<(int Number, string? TurnId, string? FunctionEventId)> NewScopes { get; } = [];

    public Dictionary<string, TurnState> Turns { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CallState> Calls { get; } = new(StringComparer.Ordinal);

    public Dictionary<(string TurnId, FeedbackSource Source), TeamState<FeedbackRecord>> Feedback { get; } = [];

    public Dictionary<Guid, TeamState<AnnotationRecord>> Annotations { get; } = [];

    public Dictionary<Guid, TeamState<NoteRecord>> Notes { get; } = [];

    /// <summary>The rows of table <c>score</c>.</summary>
    public Dictionary<Guid, TeamState<ScoreRow>> Scores { get; } = [];

    public Dictionary<Guid, TeamState<DeadLetterRecord>> DeadLetters { get; } = [];

    /// <summary>The checksums of facts that this transaction writes or found stored.</summary>
    public Dictionary<Guid, long> Facts { get; } = [];

    /// <summary>The rows of model calls, by the IDs in that table.</summary>
    public Dictionary<long, ModelCallState> ModelCalls { get; } = [];

    /// <summary>The absolute number of the latest fact. Rows of entirely personal facts store the number with a minus sign.</summary>
    public int LastFact { get; set; }

    /// <summary>
    /// The numbers of the last stored entries, by the first number that their opening and kind can have (<see cref="EntryNumber"/>); null if there is none.
    /// </summary>
    public Dictionary<long, long?> LastEntries { get; } = [];

    /// <summary>The entries already stored, by place (<see cref="EntryNumber.PositionOf"/>); null if none were found or the batch did not check.</summary>
    public Dictionary<long, StoredEntry>? StoredEntries { get; set; }

    /// <summary>The numbers of the latest turn and the latest function event.</summary>
    public int LastTurn { get; set; }

    public int LastCall { get; set; }

    /// <summary>Whether the turn of the title was written, by this transaction or since the last count of the conversation.</summary>
    public bool IsTitleWritten { get; set; }

    /// <summary>The stored users, numbers and attributes of the conversation, by kind and hash in hexadecimal digits.</summary>
    public HashSet<(long Kind, string Hash)> Subjects { get; } = [];

    /// <summary>The users, numbers and attributes that the records of this transaction name.</summary>
    public HashSet<(long Kind, string Hash)> NewSubjects { get; } = [];

    /// <summary>Those that its openings no longer name.</summary>
    public List<(long Kind, string Hash)> GoneSubjects { get; } = [];

    /// <summary>The stored texts of the title's turn; null if they were not needed.</summary>
    public StoredTitle? StoredTitle { get; set; }

    /// <summary>The data key of the conversation; null if it has none or the key was not needed so far.</summary>
    public DataKey? Key { get; set; }

    /// <summary>Counts of the visible entries that this transaction adds.</summary>
    public LoggedCounts Visible;

    /// <summary>Counts of the personal entries that this transaction adds.</summary>
    public LoggedCounts Personal;

    /// <summary>The places of the entries that this transaction adds.</summary>
    public List<(long Place, bool IsPersonal)> NewEntries { get; } = [];

    /// <summary>Personal payloads to write or remove, by the row they belong to.</summary>
    public IReadOnlyDictionary<(PiiKind Kind, long Reference), PersonalPayload> Parts => _personal;

    /// <summary>
    /// Whether an opening or a scope got a number that is not stored yet. It is stored even if the record that named it already was, because this host caches
    /// the number.
    /// </summary>
    public bool HasNewNumbers => NewScopes.Count > 0 || HasRefusal || Writers.Values.Any(static writer => !writer.IsStored);

    /// <summary>Whether this transaction refuses an opening.</summary>
    public bool HasRefusal => Writers.Values.Any(static writer => writer.IsRefusedNow);

    /// <summary>Whether the batch contains records of any of these kinds.</summary>
    public bool Contains(RecordKinds kinds) => (Kinds & kinds) != RecordKinds.None;

    /// <summary>Whether visible API responses were added.</summary>
    public bool HasNewResponses { get; set; }

    /// <summary>Whether statistics of turns, calls or models may change. Personal records alone change none, so that their cost reveals nothing.</summary>
    public bool ChangesStatistics
        => Changes(RecordKinds.Activity | RecordKinds.Feedback) || HasNewResponses || ModelCalls.Values.Any(static call => call.Written is not null);

    /// <summary>Whether any of these changed.</summary>
    public bool Changes(RecordKinds kinds) => (Changed & kinds) != RecordKinds.None;

    /// <summary>Counts a row that arrives again, as by a retry, with different content.</summary>
    public void CountConflict(long kept, long given) => Conflicts += kept == given ? 0 : 1;

    public void AddSubject(long kind, byte[] hash) => NewSubjects.Add((kind, Convert.ToHexString(hash)));

    public void AddWriter(Guid writer, int number)
    {
        _writerNumbers[writer] = number;
        _mostWriters = Math.Max(_mostWriters, number);
    }

    public void AddScope(string? turnId, string? functionEventId, int number)
    {
        _scopeNumbers[(turnId, functionEventId)] = number;
        _mostScopes = Math.Max(_mostScopes, number);
    }

    public bool HasWriter(Guid writer) => FindWriter(writer) is not null;

    /// <summary>The number of an opening; null if unknown.</summary>
    public int? FindWriter(Guid writer)
        => _writerNumbers.TryGetValue(writer, out int number) || (Known?.Writers.TryGetValue(writer, out number) ?? false) ? number : null;

    public bool HasScope(string? turnId, string? functionEventId)
        => (turnId is null && functionEventId is null) || _scopeNumbers.ContainsKey((turnId, functionEventId))
            || (Known?.Scopes.ContainsKey((turnId, functionEventId)) ?? false);

    /// <summary>The number of an opening, assigned at first use.</summary>
    public int WriterNumber(Guid writer)
    {
        if (_lastWriter.Number != 0 && _lastWriter.Id == writer)
        {
            return _lastWriter.Number;
        }

        if (!_writerNumbers.TryGetValue(writer, out int number) && !(Known?.Writers.TryGetValue(writer, out number) ?? false))
        {
            number = _mostWriters + 1;
            AddWriter(writer, number);
            Writers[writer] = new WriterState { Number = number, Id = writer };
        }

        _lastWriter = (writer, number);
        return number;
    }

    /// <summary>The number of a scope, assigned at first use.</summary>
    public int ScopeNumber(string? turnId, string? functionEventId)
    {
        if (turnId is null && functionEventId is null)
        {
            return 0;
        }

        if (_lastScope.Number != 0 && ReferenceEquals(_lastScope.TurnId, turnId) && ReferenceEquals(_lastScope.FunctionEventId, functionEventId))
        {
            return _lastScope.Number;
        }

        if (!_scopeNumbers.TryGetValue((turnId, functionEventId), out int number)
            && !(Known?.Scopes.TryGetValue((turnId, functionEventId), out number) ?? false))
        {
            number = Math.Max(_mostScopes, Known?.LastScope ?? 0) + 1;
            AddScope(turnId, functionEventId, number);
            NewScopes.Add((number, turnId, functionEventId));
        }

        _lastScope = (turnId, functionEventId, number);
        return number;
    }

    /// <summary>Whether an entry may be stored as the other kind, personal or visible. Entries arrive in order, so this is rare.</summary>
    /// <param name="number">The number of the entry.</param>
    /// <param name="writer">The opening of the entry. An opening that this host did not know may have entries of both kinds.</param>
    public bool MayHaveOther(long number, Guid writer)
    {
        long other = EntryNumber.OtherOf(number);
        return LastEntries.TryGetValue(EntryNumber.RangeOf(other).First, out long? last)
            ? other <= last
            : !IsNew && Writers.GetValueOrDefault(writer) is { IsStored: true };
    }

    /// <returns>Whether this is the first entry of the batch with this place.</returns>
    public bool AddEntry(long place, bool isPersonal)
    {
        // Entries nearly always arrive in order and then need no set.
        if (_entries is null && place <= _lastEntry)
        {
            _entries = [.. NewEntries.Select(static entry => entry.Place)];
        }

        if (_entries is not null && !_entries.Add(place))
        {
            return false;
        }

        _lastEntry = place;
        NewEntries.Add((place, isPersonal));
        return true;
    }

    /// <summary>Adds, replaces or removes a personal payload.</summary>
    /// <param name="kind">The kind of row it belongs to.</param>
    /// <param name="reference">The number of that row; 0 for the conversation itself.</param>
    /// <param name="payload">The payload; null to remove it.</param>
    /// <param name="isNew">Whether the row did not exist before this transaction.</param>
    public void SetPersonal(PiiKind kind, long reference, byte[]? payload, bool isNew)
    {
        if (payload is not null || !isNew || _personal.ContainsKey((kind, reference)))
        {
            _personal[(kind, reference)] = new PersonalPayload(payload, isNew);
        }
    }

    /// <summary>Whether all scopes of the conversation were read.</summary>
    public bool HasAllScopes { get; set; }

    /// <summary>Adds the numbers that this transaction read or assigned to the cache.</summary>
    public void AddNumbersTo(KnownConversation known)
    {
        foreach (var (writer, number) in _writerNumbers)
        {
            if (Writers.GetValueOrDefault(writer) is not { IsRefused: true })
            {
                known.Writers[writer] = number;
            }
        }

        foreach (var (scope, number) in _scopeNumbers)
        {
            known.Scopes[scope] = number;
        }

        if (IsNew || HasAllScopes || known.LastScope > 0)
        {
            known.LastScope = Math.Max(known.LastScope, _mostScopes);
        }
    }
}
