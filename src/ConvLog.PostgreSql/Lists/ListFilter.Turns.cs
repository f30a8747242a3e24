using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Lists;

/// <content>Conditions on the turns of a conversation.</content>
internal sealed partial class ListFilter
{
    // Turns of a time range are looked up for each conversation: the planner may turn EXISTS into a join that reads all turns.
    private string HasTurn(SqlArguments arguments)
        => query.AsksForModel
            ? Exists(ModelFilter.Of(query, [.. OfTurn(arguments)], arguments))
            : $"(SELECT true FROM #.turn WHERE turn.conversation = c.conversation AND turn.day = c.day{arguments.Within("turn")} AND {string.Join(" AND ", OfTurn(arguments))} LIMIT 1)";

    private IEnumerable<string> OfTurn(SqlArguments arguments)
    {
        foreach (string began in Began("turn", query.TurnFrom, query.TurnTo, arguments))
        {
            yield return began;
        }

        if (query.MinLatency is { } least)
        {
            yield return $"{TurnPayload.ResponseTimeOf("turn")} >= {arguments.Add(least.Ticks)}";
        }

        if (query.MaxLatency is { } most)
        {
            yield return $"{TurnPayload.ResponseTimeOf("turn")} <= {arguments.Add(most.Ticks)}";
        }

        if (query.TurnOutcome is { } outcome)
        {
            yield return $"{OutcomeOfTurn(arguments)} = {arguments.Add((int)outcome)}";
        }

        if (query.CancelReason is { } reason)
        {
            yield return FormattableString.Invariant($"(turn.flags & {TurnPayload.Canceled}) = ") + arguments.Add((int)TurnPayload.FlagsOf(reason));
        }
    }

    // The same as TurnRecord.OutcomeIn.
    private string OutcomeOfTurn(SqlArguments arguments) => FormattableString.Invariant($"""
        (CASE WHEN (turn.flags & {TurnPayload.Canceled}) <> 0 THEN {(int)TurnOutcome.Canceled} WHEN turn.failed THEN {(int)TurnOutcome.Failed}
        WHEN (turn.flags & {TurnPayload.IsAbandoned}) <> 0 THEN {(int)TurnOutcome.Abandoned}
        WHEN (turn.flags & {TurnPayload.IsWaiting}) <> 0 THEN {OutcomeOfWaiting(arguments)}
        WHEN turn.latency IS NOT NULL THEN {(int)TurnOutcome.Completed}
        WHEN turn.ended IS NULL AND {HasEndedOf("turn", arguments)} THEN {(int)TurnOutcome.Abandoned} END)
        """);

    private string OutcomeOfWaiting(SqlArguments arguments) => query.WaitingSince is not { } since
        ? FormattableString.Invariant($"{(int)TurnOutcome.Waiting}")
        : FormattableString.Invariant(
            $"CASE WHEN turn.ended <= {arguments.Add(since.UtcTicks)} THEN {(int)TurnOutcome.Abandoned} ELSE {(int)TurnOutcome.Waiting} END");
}
