using ConvLog.Payloads;

namespace ConvLog.Sqlite;

/// <summary>The numbers this file has given to a conversation, its openings and the places where it logged. They never change.</summary>
/// <param name="number">The conversation's.</param>
internal sealed class KnownConversation(long number)
{
    private readonly Dictionary<Guid, long> _writers = [];
    private readonly Dictionary<(string? TurnId, string? CallId), long> _scopes = [];

    // Most entries come from the writer and the place that the entry before came from.
    private (Guid Id, long Number) _lastWriter;
    private (string? TurnId, string? CallId, long Number) _lastScope;

    public long Number => number;

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
            writer = session["SELECT no FROM writer WHERE conversation = ?1 AND id = ?2"].Bind(1, number).Bind(2, id).Scalar() ?? NewWriter(session, id);
            _writers[id] = writer;
        }

        _lastWriter = (id, writer);
        return writer;
    }

    public long ScopeNumber(Session session, string? turnId, string? callId)
    {
        if (turnId is null && callId is null)
        {
            return 0;
        }

        if (ReferenceEquals(_lastScope.TurnId, turnId) && ReferenceEquals(_lastScope.CallId, callId))
        {
            return _lastScope.Number;
        }

        if (!_scopes.TryGetValue((turnId, callId), out long scope))
        {
            scope = FindScope(session, turnId, callId) ?? NewScope(session, turnId, callId);
            _scopes[(turnId, callId)] = scope;
        }

        _lastScope = (turnId, callId, scope);
        return scope;
    }

    private long NewWriter(Session session, Guid id)
    {
        session["INSERT INTO writer (conversation, id, id_checksum) VALUES (?1, ?2, ?3)"].Bind(1, number).Bind(2, id).Bind(3, ChecksumOf(number, id)).Run();
        return session.LastRowId;
    }

    private long? FindScope(Session session, string? turnId, string? callId)
        => session["SELECT no FROM scope WHERE conversation = ?1 AND ifnull(turn_id, x'00') = ifnull(?2, x'00') AND ifnull(call_id, x'00') = ifnull(?3, x'00')"]
            .Bind(1, number).Bind(2, turnId).Bind(3, callId).Scalar();

    private long NewScope(Session session, string? turnId, string? callId)
    {
        session["INSERT INTO scope (conversation, turn_id, call_id, checksum) VALUES (?1, ?2, ?3, ?4)"]
            .Bind(1, number).Bind(2, turnId).Bind(3, callId).Bind(4, RowChecksums.ChecksumOf(number, turnId, callId)).Run();
        return session.LastRowId;
    }
}
