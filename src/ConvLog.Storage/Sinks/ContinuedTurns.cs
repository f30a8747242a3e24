using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>
/// Turns of this host's openings that continue a turn of another opening, after a wait: what is known of them once the store was asked. Not thread-safe.
/// </summary>
internal sealed class ContinuedTurns
{
    private const int MostRemembered = 10_000; // The store is asked again for one that is forgotten; what else comes of it then keeps its ID.

    private readonly Dictionary<string, Found> _found = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Whether a record is of a turn that the store has to be asked for first.</summary>
    public bool IsUnknown(StoreRecord record) => record is TurnRecord { Choice: not null } turn && !_found.ContainsKey(turn.Id);

    /// <summary>Takes which turn it continues.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="waiting">The turn that waits, or has it as a part already; null for none.</param>
    /// <param name="over">Without one: the turn that no longer does; null for none.</param>
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

    /// <summary>Records as the store gets them: of the turns that their own turns continue.</summary>
    public StoreRecord[] Resolved(StoreRecord[] records) => _found.Count == 0 ? records : Array.ConvertAll(records, Resolved);

    private StoreRecord Resolved(StoreRecord record)
        => TurnOf(record) is { } id && _found.TryGetValue(id, out var found) ? Resolved(record, found) : record;

    private static StoreRecord Resolved(StoreRecord record, Found found) => (record, found.TurnId) switch
    {
        (TurnRecord turn, null) => turn with { Choice = null, ContinuesTurnId = found.Over },
        (TurnRecord turn, { } id) => PartOf(turn, id, found.Number),
        (_, null) => record,
        (FunctionEventRecord call, { } id) => call with { TurnId = id, Approval = Asked(call.Approval, found.AskedAt) },
        (ScopedRecord logged, { } id) => logged with { TurnId = id },
        (_, { } id) => StoreWriter.WithTurn(record, id),
    };

    private static Found PartOf(TurnRecord turn, string id)
    {
        var parts = TurnParts.In(turn.Late?.Changes ?? []);
        int known = parts.FindIndex(part => string.Equals(part.Id, id, StringComparison.Ordinal));
        return known < 0 ? new Found(turn.Id, 2 + parts.Count, turn.WaitingSince, null)
            : new Found(turn.Id, parts[known].Number, known == 0 ? turn.Late?.OwnPart?.WaitingSince : parts[known - 1].WaitingSince, null);
    }

    private static string? TurnOf(StoreRecord record) => record switch
    {
        TurnRecord { Choice: not null } turn => turn.Id,
        FunctionEventRecord call => call.TurnId,
        ScopedRecord logged => logged.TurnId,
        FeedbackRecord feedback => feedback.TurnId,
        AnnotationRecord annotation => annotation.TurnId,
        ScoreRecord score => score.TurnId,
        LabelRecord label => label.TurnId,
        _ => null,
    };

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

    // The request that was answered was made where the turn began to wait.
    private static FunctionApproval? Asked(FunctionApproval? approval, DateTimeOffset? at)
        => approval is { Decision: not null, AskedAt: null } ? approval with { AskedAt = at } : approval;

    /// <summary>Which turn one continues.</summary>
    /// <param name="TurnId">Its ID; null for none: it is a turn of its own.</param>
    /// <param name="Number">Its place among the parts.</param>
    /// <param name="AskedAt">Since when the turn waited.</param>
    /// <param name="Over">The ID of the turn that it was to continue and could not.</param>
    private sealed record Found(string? TurnId, int Number, DateTimeOffset? AskedAt, string? Over);
}
