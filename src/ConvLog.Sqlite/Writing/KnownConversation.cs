using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Writing;

/// <summary>The numbers this file has given to a conversation, its openings and the places where it logged. They never change.</summary>
/// <param name="id">The conversation.</param>
/// <param name="number">Its number.</param>
/// <param name="isNew">Whether it was given in the transaction that runs, which is then yet to write the row of the conversation.</param>
internal sealed class KnownConversation(string id, long number, bool isNew)
{
    /// <summary>Finds a place where something was logged, among those that are numbered one after the other.</summary>
    public const string FindScope = $"""
        SELECT no
        FROM scope
        WHERE conversation = ?1 AND checksum = ?4 AND turn_id IS ?2 AND call_id IS ?3 AND no < {ScopeNumber.Least}
        """;

    private const string FindScopesAfter = "SELECT no, turn_id, call_id, checksum FROM scope WHERE no > ?1 AND no <= ?2 ORDER BY no";
    private const string LastOtherScope = $"SELECT max(no) FROM scope WHERE no < {ScopeNumber.Least}";

    // An opening that was refused (OpeningRules) has a row that was closed without ever being opened.
    private const string Find = "SELECT no, revision IS NULL AND closed IS NOT NULL FROM writer WHERE conversation = ?1 AND id = ?2";
    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1 AND id = ?2";
    private const string UpdateWriter = "UPDATE writer SET closed = ?2 WHERE no = ?1 AND revision IS NULL";
    private const string InsertWriter = "INSERT INTO writer (conversation, id, id_checksum) VALUES (?1, ?2, ?3)";

    private const int MostLeaders = 1_000;
    private const string FindLeadingCall = "SELECT 1 FROM call INDEXED BY call_name WHERE leads = 1 AND name = ?2 AND conversation = ?1 LIMIT 1";
    private const string FindLeadingTurn = "SELECT 1 FROM turn INDEXED BY turn_model WHERE leads = 1 AND model = ?2 AND conversation = ?1 LIMIT 1";
    private const string PromoteCall
        = "UPDATE call SET leads = 1 WHERE no = (SELECT min(no) FROM call WHERE conversation = ?1 AND name = ?2)";
    private const string PromoteTurn
        = "UPDATE turn SET leads = 1 WHERE no = (SELECT min(no) FROM turn WHERE conversation = ?1 AND model = ?2)";

    // While nothing of it can be stored but what the running transaction wrote; null later on.
    private HashSet<(bool IsTurn, string Id)>? _written = isNew ? [] : null;

    // The names of calls and the models of turns that have one that leads to the conversation.
    private readonly HashSet<(bool IsTurn, string Name)> _leaders = [];

    private readonly Dictionary<Guid, long> _writers = [];
    private readonly HashSet<Guid> _refused = [];
    private readonly Dictionary<(string? TurnId, string? FunctionEventId), long> _scopes = [];

    // The last of the numbers for its scopes that are known to be given.
    private long _lastScopeGiven = ScopeNumber.RangeOf(number).First;

    // Most entries come from the writer and the place that the entry before came from.
    private (Guid Id, long Number) _lastWriter;
    private (string? TurnId, string? FunctionEventId, long Number) _lastScope;

    public string Id => id;

    public long Number => number;

    /// <summary>
    /// Whether its row is there. A new one is written last, with all that lists show: in the indexes, it would otherwise change once for each part.
    /// </summary>
    public bool HasRow { get; set; } = !isNew;

    /// <summary>
    /// The number of the turn that gave the title when that was last read; null where it is unknown, or no user had said anything. A change of that turn, or of
    /// one before it, writes the title; a change of a later turn does not, also where the title has come from another turn since.
    /// </summary>
    public long? TitleTurn { get; set; }

    /// <summary>Whether nothing of it can be stored but what the running transaction wrote.</summary>
    public bool IsNew => _written is not null;

    /// <summary>To be called where the transaction in which it was given has ended: from then on, others may have written to it.</summary>
    public void EndFirst() => _written = null;

    /// <summary>Whether a turn cannot be stored yet.</summary>
    public bool IsNewTurn(string id) => _written?.Add((true, id)) == true;

    /// <summary>Whether a function event cannot be stored yet.</summary>
    public bool IsNewCall(string id) => _written?.Add((false, id)) == true;

    /// <summary>Whether a call of a name, or a turn with a model, is the one along which lists find the conversation by it.</summary>
    public bool Leads(Session session, bool isTurn, string name)
    {
        if (_leaders.Count >= MostLeaders)
        {
            _leaders.Clear(); // Two that lead do no harm.
        }

        return _leaders.Add((isTurn, name)) && (IsNew || session[isTurn ? FindLeadingTurn : FindLeadingCall].Bind(1, number).Bind(2, name).Scalar() is null);
    }

    /// <summary>Has another one lead, where one that led has another name now.</summary>
    public void LeadAnew(Session session, bool isTurn, string name)
    {
        session[isTurn ? PromoteTurn : PromoteCall].Bind(1, number).Bind(2, name).Run();
        _leaders.Remove((isTurn, name));
        Removal.Announce(session); // Another process may remember that one leads where none is left.
    }

    /// <summary>What a whole row of an opening has as the checksum of its id.</summary>
    public static long ChecksumOf(long conversation, Guid id)
    {
        var checksum = new Checksum(conversation);
        checksum.Add(id);
        return checksum.Value;
    }

    public long WriterNumber(Session session, Guid id)
    {
        if (_lastWriter.Number != 0 && _lastWriter.Id == id)
        {
            return _lastWriter.Number;
        }

        if (!_writers.TryGetValue(id, out long writer))
        {
            writer = (IsNew ? null : session[FindWriter].Bind(1, number).Bind(2, id).Scalar()) ?? NewWriter(session, id);
            _writers[id] = writer;
        }

        _lastWriter = (id, writer);
        return writer;
    }

    /// <summary>Whether an opening was refused: nothing of it is stored.</summary>
    public bool IsRefused(Session session, Guid id)
    {
        if ((_lastWriter.Number != 0 && _lastWriter.Id == id) || _writers.ContainsKey(id))
        {
            return false;
        }

        if (!_refused.Contains(id))
        {
            if (IsNew)
            {
                return false;
            }

            var row = session[Find].Bind(1, number).Bind(2, id);
            bool isThere = row.Step();
            var (writer, isRefused) = isThere ? (row.Int64(0), row.Int64(1) != 0) : default;
            row.Reset();
            if (isThere && !isRefused)
            {
                _writers[id] = writer;
            }

            if (!isRefused)
            {
                return false;
            }

            _refused.Add(id);
        }

        return true;
    }

    /// <summary>Refuses an opening, in a transaction that writes, unless an earlier revision of it is stored.</summary>
    public void Refuse(Session session, Guid id, DateTimeOffset at)
    {
        long writer = WriterNumber(session, id);
        if (session[UpdateWriter].Bind(1, writer).Bind(2, at.UtcTicks).RunAndCount() == 0)
        {
            return;
        }

        _writers.Remove(id);
        _lastWriter = default;
        _refused.Add(id);
        Removal.Announce(session); // Another process may remember it as one whose opening is still to come.
    }

    /// <summary>The number of a place. A new one is among the new scopes, for the caller to write.</summary>
    public long ScopeOf(Session session, NewScopes newScopes, string? turnId, string? functionEventId)
    {
        if (turnId is null && functionEventId is null)
        {
            return 0;
        }

        if (ReferenceEquals(_lastScope.TurnId, turnId) && ReferenceEquals(_lastScope.FunctionEventId, functionEventId))
        {
            return _lastScope.Number;
        }

        if (!_scopes.TryGetValue((turnId, functionEventId), out long scope))
        {
            scope = (IsNew ? null : StoredScope(session, newScopes, turnId, functionEventId))
                ?? NewScope(session, newScopes, turnId, functionEventId);
            _scopes[(turnId, functionEventId)] = scope;
        }

        _lastScope = (turnId, functionEventId, scope);
        return scope;
    }

    private long NewWriter(Session session, Guid id)
    {
        session[InsertWriter].Bind(1, number).Bind(2, id).Bind(3, ChecksumOf(number, id)).Run();
        return session.LastRowId;
    }

    private long? StoredScope(Session session, NewScopes newScopes, string? turnId, string? functionEventId)
    {
        // Another process may have written some since.
        newScopes.Write();
        var rows = session[FindScopesAfter].Bind(1, _lastScopeGiven).Bind(2, ScopeNumber.RangeOf(number).Last);
        while (rows.Step())
        {
            _lastScopeGiven = rows.Int64(0);
            var place = (rows.OptionalText(1), rows.OptionalText(2));
            if (rows.Int64(3) == RowChecksums.ChecksumOf(number, place.Item1, place.Item2))
            {
                _scopes.TryAdd(place, _lastScopeGiven);
            }
        }

        return _scopes.TryGetValue((turnId, functionEventId), out long scope) ? scope : session[FindScope]
            .Bind(1, number).Bind(2, turnId).Bind(3, functionEventId).Bind(4, RowChecksums.ChecksumOf(number, turnId, functionEventId))
            .Scalar();
    }

    private long NewScope(Session session, NewScopes newScopes, string? turnId, string? functionEventId)
    {
        long scope;
        if (_lastScopeGiven < ScopeNumber.RangeOf(number).Last)
        {
            scope = ++_lastScopeGiven;
            newScopes.Add(scope, number, turnId, functionEventId);
        }
        else
        {
            newScopes.Write();
            scope = (session[LastOtherScope].Scalar() ?? 0) + 1;
            newScopes.Add(scope, number, turnId, functionEventId);
            newScopes.Write();
        }

        return scope;
    }
}
