using ConvLog.Records;

namespace ConvLog.Privacy;

/// <summary>
/// What was logged in a conversation and one reader may know of, by scope. A personal entry is taken out before anything is counted or numbered.
/// </summary>
internal sealed class VisibleLog
{
    private static readonly List<(ScopedRecord Record, int Order)> s_none = [];

    private readonly Dictionary<(string? TurnId, string? FunctionEventId), List<(ScopedRecord Record, int Order)>> _scopes = [];

    private VisibleLog()
    {
    }

    public static VisibleLog Of(IReadOnlyList<ScopedRecord> logged, Reader reader)
    {
        var log = new VisibleLog();
        foreach (var record in logged)
        {
            bool isHidden = record is EntryRecord { IsPii: true } or ApiResponseRecord { IsPii: true };
            if (!isHidden || reader.CanReadPii)
            {
                log.Add(record);
            }
        }

        return log;
    }

    public IReadOnlyList<(ScopedRecord Record, int Order)> In(string? turnId, string? functionEventId)
        => _scopes.TryGetValue((functionEventId is null ? turnId : null, functionEventId), out var own) ? own : s_none;

    private void Add(ScopedRecord record)
    {
        // An event's id says everything; its turn is looked at only outside events.
        var scope = (record.FunctionEventId is null ? record.TurnId : null, record.FunctionEventId);
        if (!_scopes.TryGetValue(scope, out var own))
        {
            _scopes[scope] = own = [];
        }

        // Entries and API responses are numbered; what else is logged between them takes no number.
        own.Add((record, own.Count == 0 ? 0 : own[^1].Order + (own[^1].Record is EntryRecord or ApiResponseRecord ? 1 : 0)));
    }
}
