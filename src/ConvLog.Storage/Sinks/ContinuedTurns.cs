using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// This host's turns that continue a turn of another opening after a wait: the results of looking them up in the store. Not thread-safe.
/// </summary>
internal sealed class ContinuedTurns
{
    private const int MostRemembered = 10_000; // A forgotten turn is looked up again; later records that refer to it keep its own ID until then.

    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether a record belongs to a turn that must be looked up in the store first.</summary>
    public bool IsUnknown(StoreRecord record) => record is TurnRecord { Choice: not null } turn && !_found.ContainsKey(turn.Id);

    /// <summary>Remembers which turn it continues.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="waiting">The turn that waits, or already includes it as a part; null if there is none.</param>
    /// <param name="over">If no turn waits: the turn that no longer does; null if there is none.</param>
    public void Add(TurnRecord turn, TurnRecord? waiting, TurnRecord? over)
    {
        if (_order.Count == MostRemembered)
        {
            _found.Remove(_order.Dequeue());
        }

        _order.Enqueue(turn.Id);
        _found.Add(turn.Id, waiting is null
            ? new Found(null, 0, null, over?.Id)
            : PartOf(waiting, turn.Id));
    }

    /// <summary>The records to store, assigned to the turns that their own turns continue.</summary>
    public StoreRecord[] Resolved(StoreRecord[] records) => _found.Count == 0 ? records : Array.ConvertAll(records, Resolved);

    private StoreRecord Resolved(StoreRecord record)
        => RecordTurn.IdOf(record) is { } id && _found.TryGetValue(id, out var found) ? Resolved(record, found) : record;

    private static StoreRecord Resolved(StoreRecord record, Found found) => (record, found.TurnId) switch
    {
        (TurnRecord turn, null) => turn with { Choice = null, ContinuesTurnId = found.Over },
        (TurnRecord turn, { } id) => PartOf(turn, id, found.Number),
        (_, null) => record,
        (FunctionEventRecord call, { } id) => call with { TurnId = id, Approval = WithRequestTime(call.Approval, found.AskedAt) },
        (ScopedRecord logged, { } id) => logged with { TurnId = id },
        (_, { } id) => RecordTurn.With(record, id),
    };

    private static Found PartOf(TurnRecord turn, string id)
    {
        var parts = TurnParts.In(turn.Late?.Changes ?? []);
        int known = parts.FindIndex(part => string.Equals(part.Id, id, StringComparison.Ordinal));
        return known < 0 ? new Found(turn.Id, 2 + parts.Count, turn.WaitingSince, null)
            : new Found(turn.Id, parts[known].Number, known == 0 ? turn.Late?.OwnPart?.WaitingSince : parts[known - 1].WaitingSince, null);
    }

    private static TurnChangeRecord PartOf(TurnRecord turn, string turnId, int number) => new()
    {
        ConversationId = turn.ConversationId,
        GivenBy = turn.WriterId,
        Id = JudgmentId.Of("part", turn.Id),
        TurnId = turnId,
        CreatedAt = turn.StartedAt,
        Part = TurnParts.Of(turn, number),
        AddedInput = turn.UserInput,
        IsInterrupted = turn.IsInterrupted,
        Heard = turn.Heard,
        InterruptedAfter = turn.InterruptedAfter,
        Stages = turn.Stages,
        UtterancesArePersonal = turn.UtterancesArePersonal,
    };

    // An answered request was made when the turn began to wait.
    private static FunctionApproval? WithRequestTime(FunctionApproval? approval, DateTimeOffset? at)
        => approval is { Decision: not null, AskedAt: null } ? approval with { AskedAt = at } : approval;

    /// <summary>The turn that another one continues.</summary>
    /// <param name="TurnId">Its ID; null if there is none and the turn is separate.</param>
    /// <param name="Number">The number of the part.</param>
    /// <param name="AskedAt">When the turn began to wait.</param>
    /// <param name="Over">The ID of the turn that was to be continued but could not be.</param>
    private sealed record Found(string? TurnId, int Number, DateTimeOffset? AskedAt, string? Over);
}
