using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Writing;

/// <summary>One conversation in one transaction: what was there of it, and what is written.</summary>
/// <param name="id">Its id.</param>
internal sealed class ConversationChange(string id)
{
    private readonly Dictionary<Guid, int> _writerNumbers = [];
    private readonly Dictionary<(string? TurnId, string? FunctionEventId), int> _scopeNumbers = [];
    private readonly Dictionary<(PiiKind Kind, long Reference), PersonalPayload> _personal = [];

    // Most entries come from the writer and the place that the entry before came from.
    private (Guid Id, int Number) _lastWriter;
    private (string? TurnId, string? FunctionEventId, int Number) _lastScope;
    private long _lastEntry = -1;
    private HashSet<long>? _entries;
    private int _mostWriters;
    private int _mostScopes;

    public string Id => id;

    public long Number { get; set; }

    public int Day { get; set; }

    /// <summary>Whether this transaction gave the number.</summary>
    public bool IsNew { get; set; }

    /// <summary>Whether the number was known before, so that the row need only be locked.</summary>
    public KnownConversation? Known { get; set; }

    /// <summary>Whether it was erased: nothing is written of it.</summary>
    public bool IsErased { get; set; }

    /// <summary>What the batch brings.</summary>
    public RecordKinds Given { get; set; }

    /// <summary>What of that changed something.</summary>
    public RecordKinds Changed { get; set; }

    public bool IsChanged => Changed != RecordKinds.None;

    /// <summary>
    /// Whether this transaction updates the row that lists show: it does for a new conversation and for one with an opening. The background updates the others,
    /// for many writes at once.
    /// </summary>
    public bool IsCounted => IsNew || Brings(RecordKinds.Openings);

    /// <summary>Whether a reader without the permission would see a change in lists.</summary>
    public bool ChangesVisibly => Changes(Counted) || Visible.Latest is not null;

    /// <summary>Whether it gets an item in the work list of the background.</summary>
    public bool IsToCount => !IsCounted && (ChangesVisibly || Personal.Latest is not null);

    /// <summary>The kinds that are counted again from all rows.</summary>
    public const RecordKinds Counted = RecordKinds.Course | RecordKinds.Feedback | RecordKinds.Annotations;

    public SummaryColumns Columns { get; set; } = new();

    /// <summary>How much of it is recorded; null until a record is written.</summary>
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

    /// <summary>The checksums of facts that this transaction writes, or that are known to be there.</summary>
    public Dictionary<Guid, long> Facts { get; } = [];

    /// <summary>The rows of model calls, by their id there.</summary>
    public Dictionary<long, ModelCallState> ModelCalls { get; } = [];

    /// <summary>
    /// The number of the latest fact. That of a fact that is personal as a whole stands in its row with a minus sign, so that these are apart.
    /// </summary>
    public int LastFact { get; set; }

    /// <summary>
    /// The numbers of the last stored entries, by the first number that their opening and kind can have (<see cref="EntryNumber"/>); null if there is none.
    /// </summary>
    public Dictionary<long, long?> LastEntries { get; } = [];

    /// <summary>Entries that are there already, where that was asked, by place (<see cref="EntryNumber.PlaceOf"/>).</summary>
    public Dictionary<long, StoredEntry>? StoredEntries { get; set; }

    /// <summary>The numbers of the latest turn and the latest function event.</summary>
    public int LastTurn { get; set; }

    public int LastCall { get; set; }

    /// <summary>Whether the turn of the title was written, by this transaction or since the conversation was last counted.</summary>
    public bool IsTitleWritten { get; set; }

    /// <summary>Whom it is about, as is known there: by kind and hash in hexadecimal digits.</summary>
    public HashSet<(long Kind, string Hash)> Subjects { get; } = [];

    /// <summary>Whom it is about as this transaction knows.</summary>
    public HashSet<(long Kind, string Hash)> NewSubjects { get; } = [];

    /// <summary>Its key; null where it has none, or it was not needed so far.</summary>
    public DataKey? Key { get; set; }

    /// <summary>Entries that everyone may see, and that came to be in this transaction.</summary>
    public LoggedCounts Visible;

    /// <summary>Personal entries that did.</summary>
    public LoggedCounts Personal;

    /// <summary>The places of entries that did.</summary>
    public List<(long Place, bool IsPersonal)> NewEntries { get; } = [];

    /// <summary>Personal parts that are written or removed, by whose they are.</summary>
    public IReadOnlyDictionary<(PiiKind Kind, long Reference), PersonalPayload> Parts => _personal;

    /// <summary>
    /// Whether an opening or a place was given a number that is not there yet: it is kept even where the record that named it was there already, since this
    /// host remembers it.
    /// </summary>
    public bool HasNewNumbers => NewScopes.Count > 0 || HasRefusal || Writers.Values.Any(static writer => !writer.IsStored);

    /// <summary>Whether this transaction refuses an opening.</summary>
    public bool HasRefusal => Writers.Values.Any(static writer => writer.IsRefusedNow);

    /// <summary>Whether the batch brings any of these.</summary>
    public bool Brings(RecordKinds kinds) => (Given & kinds) != RecordKinds.None;

    /// <summary>Whether API responses that everyone may see were added.</summary>
    public bool HasNewResponses { get; set; }

    /// <summary>Whether statistics of turns, calls and models may change. Hidden records alone change none, and what they cost tells nothing.</summary>
    public bool ChangesStatistics
        => Changes(RecordKinds.Course | RecordKinds.Feedback) || HasNewResponses || ModelCalls.Values.Any(static call => call.Given is not null);

    /// <summary>Whether any of these changed.</summary>
    public bool Changes(RecordKinds kinds) => (Changed & kinds) != RecordKinds.None;

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

    public bool KnowsWriter(Guid writer) => FindWriter(writer) is not null;

    /// <summary>The number of an opening; null where it is not known.</summary>
    public int? FindWriter(Guid writer)
        => _writerNumbers.TryGetValue(writer, out int number) || (Known?.Writers.TryGetValue(writer, out number) ?? false) ? number : null;

    public bool KnowsScope(string? turnId, string? functionEventId)
        => (turnId is null && functionEventId is null) || _scopeNumbers.ContainsKey((turnId, functionEventId))
            || (Known?.Scopes.ContainsKey((turnId, functionEventId)) ?? false);

    /// <summary>The number of an opening, given at the first mention.</summary>
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

    /// <summary>The number of a place where something is logged, given at the first mention.</summary>
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

    /// <summary>Whether an entry may be there as the other kind, personal or not: entries come in order, so nearly never.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="writer">Its opening. One that this host did not know may have entries of both kinds.</param>
    public bool MayHaveOther(long number, Guid writer)
    {
        long other = EntryNumber.OtherOf(number);
        return LastEntries.TryGetValue(EntryNumber.RangeOf(other).First, out long? last)
            ? other <= last
            : !IsNew && Writers.GetValueOrDefault(writer) is { IsStored: true };
    }

    /// <returns>Whether no entry of this place was in this batch before.</returns>
    public bool AddEntry(long place, bool isPersonal)
    {
        // They come in order, nearly always: only then is no set needed.
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

    /// <summary>Keeps a personal part in place of one that may be there, or removes that.</summary>
    /// <param name="kind">Whose.</param>
    /// <param name="reference">The number of its row; 0 for the conversation itself.</param>
    /// <param name="payload">The part; null for none.</param>
    /// <param name="isNew">Whether nothing was there before this transaction.</param>
    public void Keep(PiiKind kind, long reference, byte[]? payload, bool isNew)
    {
        if (payload is not null || !isNew || _personal.ContainsKey((kind, reference)))
        {
            _personal[(kind, reference)] = new PersonalPayload(payload, isNew);
        }
    }

    /// <summary>Whether all places were read.</summary>
    public bool KnowsScopes { get; set; }

    /// <summary>Tells the numbers of what this transaction met or made.</summary>
    public void Tell(KnownConversation known)
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

        if (IsNew || KnowsScopes || known.LastScope > 0)
        {
            known.LastScope = Math.Max(known.LastScope, _mostScopes);
        }
    }
}

/// <summary>A personal part that is written.</summary>
/// <param name="Payload">The part; null where the one that is there goes.</param>
/// <param name="IsNew">Whether none was there before the transaction.</param>
internal readonly record struct PersonalPayload(byte[]? Payload, bool IsNew);
