using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>Combines turns that were continued in another opening after a wait: one turn with a part from each opening.</summary>
internal static class TurnParts
{
    // Parts of one turn. The last part determines the state of the turn and is always kept.
    private const int Most = 1_000;

    /// <summary>The part that an opening contributes to a turn.</summary>
    /// <param name="turn">The turn in its opening.</param>
    /// <param name="number">The number of the part.</param>
    public static TurnPart Of(TurnRecord turn, int number) => new()
    {
        Number = number,
        Revision = turn.Revision,
        Id = turn.Id,
        StartedAt = turn.StartedAt,
        EndedAt = turn.EndedAt,
        Latency = turn.Latency,
        AgentResponse = turn.AgentResponse,
        Said = turn.Said,
        Streamed = turn.Streamed,
        Usage = turn.Usage,
        Error = turn.Error is null ? default : new MaskedText(turn.Error),
        ErrorType = turn.ErrorType,
        FinishReason = turn.FinishReason,
        CancelReason = turn.CancelReason,
        IsAbandoned = turn.IsAbandoned,
        WaitsFor = turn.WaitsFor,
        WaitingSince = turn.WaitingSince,
        Waited = turn.Waited,
        AgentName = turn.AgentName,
    };

    /// <summary>A turn without its other parts, as in the opening that began it.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="own">The part of that opening.</param>
    public static TurnRecord Without(TurnRecord turn, TurnPart own) => WithOutcome(turn, own) with
    {
        AgentResponse = own.AgentResponse,
        Said = own.Said,
        Streamed = own.Streamed,
        Usage = own.Usage,
        Latency = own.Latency,
        Waited = own.Waited,
        AgentName = own.AgentName,
    };

    /// <summary>Merges a turn with its other parts: the answer is that of the last part that has one, and the state is that of the last part.</summary>
    /// <param name="own">The turn in the opening that began it.</param>
    /// <param name="others">The other parts, in order; at least one.</param>
    public static TurnRecord With(TurnRecord own, IReadOnlyList<TurnPart> others)
    {
        List<TurnPart> all = [Of(own, 1), .. others];
        int answered = all.FindLastIndex(static part => part.AgentResponse != default);
        var said = all.SelectMany((part, index)
            => index == answered || part.AgentResponse == default || HasAnswer(part) ? part.Said : [.. part.Said, Bridge(part)]);
        var last = all[^1];
        return WithOutcome(own, last) with
        {
            AgentResponse = answered < 0 ? default : all[answered].AgentResponse,
            Said = [.. said],
            Streamed = last.Streamed,
            Usage = all.Exists(static part => part.Usage is not null) ? ModelUsage.Of([.. all.Select(static part => part.Usage).OfType<ModelUsage>()]) : null,
            Latency = last.Latency is null ? null : all.Aggregate(TimeSpan.Zero, static (sum, part) => sum + (part.Latency ?? TimeSpan.Zero)),
            Waited = WaitedIn(all),
            AgentName = all.FindLast(static part => part.AgentName is not null)?.AgentName,
        };
    }

    /// <summary>The parts of a turn other than the first, in order.</summary>
    /// <param name="changes">The changes of the turn.</param>
    public static List<TurnPart> In(IEnumerable<TurnChangeRecord> changes)
        => [.. changes.Where(static change => change.Part is not null).OrderBy(static change => change.Part!.Number).ThenBy(static change => change.CreatedAt)
            .ThenBy(static change => change.Id).Select(static change => change.Part!)];

    /// <summary>The changes that are parts, up to the maximum number.</summary>
    public static IEnumerable<TurnChangeRecord> Limited(IReadOnlyList<TurnChangeRecord> changes)
    {
        TurnChangeRecord[] parts = [.. changes.Where(static change => change.Part is not null).OrderBy(static change => change.Part!.Number)
            .ThenBy(static change => change.CreatedAt).ThenBy(static change => change.Id)];
        return parts.Length <= Most ? parts : [.. parts.Take(Most - 1), parts[^1]];
    }

    /// <summary>The turn that a part of another opening continues; null if no turn is waiting for it.</summary>
    /// <param name="turns">The turns of the conversation.</param>
    /// <param name="choice">Identifies the turn.</param>
    /// <param name="at">When the part began.</param>
    /// <param name="maximumWait">The longest time that a turn may wait.</param>
    public static TurnRecord? WaitingFor(IReadOnlyList<TurnRecord> turns, TurnChoice choice, DateTimeOffset at, TimeSpan maximumWait)
        => turns.LastOrDefault(turn => turn.Outcome == TurnOutcome.Waiting && at - turn.WaitingSince <= maximumWait
            && (choice.Id is { } id ? IsCalled(turn, id) : choice.Answers(turn.WaitsFor)));

    /// <summary>The turn that already has a part with an ID; null if there is none.</summary>
    public static TurnRecord? WithPart(IReadOnlyList<TurnRecord> turns, string id) => turns.FirstOrDefault(turn => HasPart(turn, id));

    /// <summary>The turn that waited as the choice says, even if it is answered or has waited too long; null if there is none.</summary>
    /// <param name="turns">The turns of the conversation.</param>
    /// <param name="choice">Identifies the turn.</param>
    public static TurnRecord? FindWaited(IReadOnlyList<TurnRecord> turns, TurnChoice choice)
        => turns.LastOrDefault(turn => choice.Id is { } id ? IsCalled(turn, id)
            : choice.Answers(turn.WaitsFor) || choice.Answers(turn.Late?.OwnPart?.WaitsFor)
                || In(turn.Late?.Changes ?? []).Exists(part => choice.Answers(part.WaitsFor)));

    /// <summary>Whether a turn, or a part of it, has an ID.</summary>
    public static bool IsCalled(TurnRecord turn, string id) => string.Equals(turn.Id, id, StringComparison.Ordinal) || HasPart(turn, id);

    private static bool HasPart(TurnRecord turn, string id)
        => turn.Late?.Changes.Any(change => change.Part is { } part && string.Equals(part.Id, id, StringComparison.Ordinal)) ?? false;

    private static TurnRecord WithOutcome(TurnRecord turn, TurnPart part) => turn with
    {
        EndedAt = part.EndedAt,
        Error = part.Error == default ? null : part.Error.Text,
        ErrorType = part.ErrorType,
        FinishReason = part.FinishReason,
        CancelReason = part.CancelReason,
        IsAbandoned = part.IsAbandoned,
        WaitsFor = part.WaitsFor,
        WaitingSince = part.WaitingSince,
    };

    private static bool HasAnswer(TurnPart part) => part.Said.Any(static said => !said.IsFiller);

    private static SaidPart Bridge(TurnPart part)
        => new() { Text = part.AgentResponse, At = part.WaitingSince ?? part.EndedAt ?? part.StartedAt, IsFiller = true };

    // The clocks of two hosts may differ: a negative wait counts as none.
    private static TimeSpan? WaitedIn(List<TurnPart> parts)
    {
        var waited = TimeSpan.Zero;
        for (int i = 0; i < parts.Count; i++)
        {
            waited += parts[i].Waited ?? TimeSpan.Zero;
            var since = i > 0 ? parts[i].StartedAt - parts[i - 1].WaitingSince : null;
            waited += since > TimeSpan.Zero ? since.Value : TimeSpan.Zero;
        }

        return waited > TimeSpan.Zero ? waited : null;
    }
}
