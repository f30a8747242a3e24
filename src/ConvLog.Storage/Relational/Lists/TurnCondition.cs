using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Storage.Relational.Lists;

/// <summary>The conditions on the turns of a conversation.</summary>
internal sealed class TurnCondition(ListDialect dialect, ConversationQuery query, EndCondition end)
{
    /// <summary>The condition that a turn matches the filters of turns, or a call the filters of models.</summary>
    /// <remarks>Turns of a time range are looked up for each conversation: a planner may turn EXISTS into a join that reads all turns.</remarks>
    public string HasTurn(SqlArguments arguments) => query.HasModelFilter
        ? dialect.HasModel(query, [.. OfTurn(arguments)], arguments)
        : dialect.HasRow($"FROM {dialect.Rows("turn")} WHERE {dialect.IsOf("turn", arguments)} AND {string.Join(" AND ", OfTurn(arguments))}");

    /// <summary>The condition that a turn waits for an approval.</summary>
    public string WaitsForApproval(SqlArguments arguments)
    {
        string waits = query.WaitingSince is { } since ? $" AND coalesce(turn.ended > {arguments.Add(since.UtcTicks)}, true)" : "";
        return dialect.HasRow(FormattableString.Invariant($"FROM {dialect.Rows("turn")} WHERE {dialect.IsOf("turn", arguments)} ")
            + FormattableString.Invariant($"AND (turn.flags & {TurnPayload.IsWaiting}) <> 0{waits} AND {dialect.WaitsFor(TurnWaitKind.Approval)}"));
    }

    /// <summary>The conditions that a turn or call began in a time range.</summary>
    /// <remarks>Adding 0 keeps a planner from using an index on the time, which would read all turns or calls of that time for each conversation.</remarks>
    public static IEnumerable<string> Began(string table, DateTimeOffset? from, DateTimeOffset? to, SqlArguments arguments)
    {
        if (from is { } first)
        {
            yield return $"{table}.started + 0 >= {arguments.Add(first.UtcTicks)}";
        }

        if (to is { } before)
        {
            yield return $"{table}.started + 0 < {arguments.Add(before.UtcTicks)}";
        }
    }

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
            yield return $"{Outcome(arguments)} = {arguments.Add((int)outcome)}";
        }

        if (query.CancelReason is { } reason)
        {
            yield return FormattableString.Invariant($"(turn.flags & {TurnPayload.Canceled}) = ") + arguments.Add((int)TurnPayload.FlagsOf(reason));
        }
    }

    // The same as TurnRecord.OutcomeIn.
    private string Outcome(SqlArguments arguments) => FormattableString.Invariant($"""
        (CASE WHEN (turn.flags & {TurnPayload.Canceled}) <> 0 THEN {(int)TurnOutcome.Canceled} WHEN {dialect.Is("turn.failed", true)} THEN {(int)TurnOutcome.Failed}
        WHEN (turn.flags & {TurnPayload.IsAbandoned}) <> 0 THEN {(int)TurnOutcome.Abandoned}
        WHEN (turn.flags & {TurnPayload.IsWaiting}) <> 0 THEN {OutcomeOfWaiting(arguments)}
        WHEN turn.latency IS NOT NULL THEN {(int)TurnOutcome.Completed}
        WHEN turn.ended IS NULL AND {end.HasEndedOf("turn", arguments)} THEN {(int)TurnOutcome.Abandoned} END)
        """);

    private string OutcomeOfWaiting(SqlArguments arguments) => query.WaitingSince is not { } since
        ? FormattableString.Invariant($"{(int)TurnOutcome.Waiting}")
        : FormattableString.Invariant(
            $"CASE WHEN turn.ended <= {arguments.Add(since.UtcTicks)} THEN {(int)TurnOutcome.Abandoned} ELSE {(int)TurnOutcome.Waiting} END");
}
