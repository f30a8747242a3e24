using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Sqlite.Writing;

/// <summary>The numbers that this file has assigned to a conversation, its openings and its scopes. They never change.</summary>
/// <param name="id">The conversation's id.</param>
/// <param name="number">Its number.</param>
/// <param name="isNew">Whether its number was assigned in the running transaction, which must then still write the conversation's row.</param>
internal sealed class KnownConversation(string id, long number, bool isNew)
{
    /// <summary>Finds a scope of a conversation among those that are beyond the conversation's own range of numbers.</summary>
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
    private const string PromoteFirstCall
        = "UPDATE call SET leads = 1 WHERE no = (SELECT min(no) FROM call WHERE conversation = ?1 AND name = ?2)";
    private const string PromoteFirstTurn
        = "UPDATE turn SET leads = 1 WHERE no = (SELECT min(no) FROM turn WHERE conversation = ?1 AND model = ?2)";

    // Turns and calls written by the running transaction, while it alone can have stored anything of the conversation; null later.
    private HashSet<(bool IsTurn, string Id)>? _written = isNew ? [] : null;

    // The names of calls and the models of turns for which a leading row exists.
    private readonly HashSet<(bool IsTurn, string Name)> _leaders = [];

    private readonly Dictionary<Guid, long> _writers = [];
    private readonly HashSet<Guid> _refused = [];
    private readonly Dictionary<(string? TurnId, string? FunctionEventId), long> _scopes = [];

    // The last of its scope numbers that is known to be assigned.
    private long _lastScopeGiven = ScopeNumber.RangeOf(number).First;

    // Most entries have the same writer and scope as the entry before.
    private (Guid Id, long Number) _lastWriter;
    private (string? TurnId, string? FunctionEventId, long Number) _lastScope;

    public string Id => id;

    public long Number => number;

    /// <summary>
    /// Whether its row exists. The row of a new conversation is written last, with everything that lists show; otherwise its index entries would change with
    /// each part.
    /// </summary>
    public bool HasRow { get; set; } = !isNew;

    /// <summary>
    /// The number of the turn that gave the title when the title was last read; null if it is unknown, or no user input existed. A change of this turn or an
    /// earlier one rewrites the title; a change of a later turn does not, even if the title has come from another turn since.
    /// </summary>
    public long? TitleTurn { get; set; }

    /// <summary>Whether only the running transaction can have stored anything of it.</summary>
    public bool IsNew => _written is not null;

    /// <summary>Called when the transaction that assigned the number has ended: from then on, others may have written to the conversation.</summary>
    public void EndFirst() => _written = null;

    /// <summary>Whether a turn cannot have been stored yet.</summary>
    public bool IsNewTurn(string id) => _written?.Add((true, id)) == true;

    /// <summary>Whether a function event cannot have been stored yet.</summary>
    public bool IsNewCall(string id) => _written?.Add((false, id)) == true;

    /// <summary>Whether a turn with this model becomes the leading row, by which lists find the conversation.</summary>
    public bool BecomesLeadingTurn(Session session, string model) => BecomesLeader(session, FindLeadingTurn, (IsTurn: true, model));

    /// <summary>Whether a call with this name becomes the leading row, by which lists find the conversation.</summary>
    public bool BecomesLeadingCall(Session session, string name) => BecomesLeader(session, FindLeadingCall, (IsTurn: false, name));

    /// <summary>Makes another turn the leading one, after the model of the leading turn has changed.</summary>
    public void PromoteTurn(Session session, string model) => PromoteLeader(session, PromoteFirstTurn, (IsTurn: true, model));

    /// <summary>Makes another call the leading one, after the name of the leading call has changed.</summary>
    public void PromoteCall(Session session, string name) => PromoteLeader(session, PromoteFirstCall, (IsTurn: false, name));

    /// <summary>The checksum of its id that an intact row of an opening has.</summary>
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

    /// <summary>Whether an opening was refused and is therefore not stored.</summary>
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
        Removal.Announce(session); // Another process may still expect its opening.
    }

    /// <summary>The number of a scope. A new one is added to the new scopes, for the caller to write.</summary>
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

    private bool BecomesLeader(Session session, string find, (bool IsTurn, string Name) leader)
    {
        if (_leaders.Count >= MostLeaders)
        {
            _leaders.Clear(); // Two leading rows do no harm.
        }

        return _leaders.Add(leader) && (IsNew || session[find].Bind(1, number).Bind(2, leader.Name).Scalar() is null);
    }

    private void PromoteLeader(Session session, string promote, (bool IsTurn, string Name) leader)
    {
        session[promote].Bind(1, number).Bind(2, leader.Name).Run();
        _leaders.Remove(leader);
        Removal.Announce(session); // Another process may remember a leading row that no longer exists.
    }

    private long NewWriter(Session session, Guid id)
    {
        session[InsertWriter].Bind(1, number).Bind(2, id).Bind(3, ChecksumOf(number, id)).Run();
        return session.LastRowId;
    }

    private long? StoredScope(Session session, NewScopes newScopes, string? turnId, string? functionEventId)
    {
        // Another process may have added scopes.
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
