using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Privacy;

/// <summary>
/// The log records of a conversation that one reader may see, by scope. Hidden records are removed before counting and numbering.
/// </summary>
internal sealed class VisibleLog
{
    private static readonly List<(ScopedRecord Record, int Order)> s_none = [];

    private readonly Dictionary<(string? TurnId, string? FunctionEventId), List<(ScopedRecord Record, int Order)>> _scopes = [];
    private readonly HashSet<string> _turns;
    private readonly HashSet<string> _functionEvents;
    private readonly Dictionary<Guid, StateChangeKind> _stateChanges;

    private VisibleLog(StoredConversation stored)
    {
        _turns = stored.Turns.Select(static turn => turn.Id).ToHashSet(StringComparer.Ordinal);
        _functionEvents = stored.FunctionEvents.Select(static call => call.Id).ToHashSet(StringComparer.Ordinal);
        _stateChanges = StateChanges(stored.Logged);
    }

    public static VisibleLog Of(StoredConversation stored, Reader reader)
    {
        var log = new VisibleLog(stored);
        foreach (var record in stored.Logged)
        {
            if (MayKnow(record, reader) || reader.AsksForPii)
            {
                log.Add(record);
            }
        }

        return log;
    }

    /// <summary>Whether a reader may know that a record exists.</summary>
    public static bool MayKnow(ScopedRecord record, Reader reader)
        => reader.CanReadPii || record is not (EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true });

    public IReadOnlyList<(ScopedRecord Record, int Order)> In(string? turnId, string? functionEventId)
        => _scopes.TryGetValue((functionEventId is null ? turnId : null, functionEventId), out var own) ? own : s_none;

    /// <summary>The effect of a change of state on the conversation; null if it removed a variable that did not exist.</summary>
    public StateChangeKind? KindOf(StateChangeRecord change) => _stateChanges.TryGetValue(change.Id, out var kind) ? kind : null;

    // An opening knows only the variables that it set itself. Ordered by time, because openings may overlap.
    private static Dictionary<Guid, StateChangeKind> StateChanges(IReadOnlyList<ScopedRecord> logged)
    {
        var kinds = new Dictionary<Guid, StateChangeKind>();
        var isThere = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var change in logged.OfType<StateChangeRecord>().OrderBy(static change => change.Timestamp))
        {
            string name = change.Variable.Key;
            bool isKnown = isThere.TryGetValue(name, out bool was);
            isThere[name] = change.Kind != StateChangeKind.Removed;
            if (isThere[name])
            {
                kinds[change.Id] = !isKnown ? change.Kind : was ? StateChangeKind.Updated : StateChangeKind.Added;
            }
            else if (was)
            {
                kinds[change.Id] = StateChangeKind.Removed;
            }
        }

        return kinds;
    }

    private void Add(ScopedRecord record)
    {
        var scope = ScopeOf(record);
        if (!_scopes.TryGetValue(scope, out var own))
        {
            _scopes[scope] = own = [];
        }

        // Only entries and API responses are numbered; other records between them have no number.
        own.Add((record, own.Count == 0 ? 0 : own[^1].Order + (own[^1].Record is EntryRecord or ApiResponseRecord ? 1 : 0)));
    }

    // The function event determines the scope; the turn applies only outside function events. Records of a function event or turn that never arrived belong to
    // the enclosing scope, so that they are not lost.
    private (string? TurnId, string? FunctionEventId) ScopeOf(ScopedRecord record)
    {
        if (record.FunctionEventId is { } call && _functionEvents.Contains(call))
        {
            return (null, call);
        }

        return (record.TurnId is { } turn && _turns.Contains(turn) ? turn : null, null);
    }
}
