using ConvLog.Records;

namespace ConvLog.Storage.Relational.Lists;

/// <summary>The conditions that depend on whether a conversation has ended: whether its running calls are abandoned, and whether it has a problem.</summary>
internal sealed class EndCondition(ListDialect dialect, ConversationQuery query, bool withPii)
{
    private const string RunningCalls = "c.running > 0";
    private const string OpenModelCalls = "c.model_calls > c.ended_model_calls";

    private string Problems => withPii ? "c.a_problems" : "c.v_problems";

    /// <summary>The condition that a row of "conversation" (c) has a problem, or has none.</summary>
    public string HasProblem(bool isWanted, SqlArguments arguments)
        => isWanted
            ? $"({Problems} > 0 OR {IsAbandoned(RunningCalls, arguments)} OR {IsAbandoned(OpenModelCalls, arguments)})"
            : $"{Problems} = 0 AND NOT ({IsAbandoned(RunningCalls, arguments)}) AND NOT ({IsAbandoned(OpenModelCalls, arguments)})";

    /// <summary>The condition that it has a problem of some kinds.</summary>
    public string HasProblem(ProblemKinds kinds, SqlArguments arguments)
    {
        // The first condition is implied by the second, but has an index. No index contains running calls of ended conversations.
        string isOfKind = $"{Problems} > 0 AND ({Problems} & {arguments.Add((int)kinds)}) <> 0";
        string abandoned = (kinds.HasFlag(ProblemKinds.Function) ? $" OR {IsAbandoned(RunningCalls, arguments)}" : "")
            + (kinds.HasFlag(ProblemKinds.Model) ? $" OR {IsAbandoned(OpenModelCalls, arguments)}" : "");
        return $"({isOfKind}{abandoned})";
    }

    /// <summary>The kinds of problems that it has.</summary>
    public string KindsOfProblems(SqlArguments arguments)
        => KindsOfProblems(withPii, query.IdleSince is { } since ? arguments.Add(since.UtcTicks) : "NULL");

    /// <summary>The kinds of problems that it has.</summary>
    /// <param name="withPii">Whether personal entries count.</param>
    /// <param name="idleSince">The parameter with the time since which an inactive conversation has ended.</param>
    public static string KindsOfProblems(bool withPii, string idleSince)
    {
        string counts = withPii ? "c.a" : "c.v";
        return FormattableString.Invariant($"""
            {counts}_problems | CASE WHEN c.closed IS NOT NULL OR {counts}_last <= {idleSince}
                THEN CASE WHEN {RunningCalls} THEN {(int)ProblemKinds.Function} ELSE 0 END
                    | CASE WHEN {OpenModelCalls} THEN {(int)ProblemKinds.Model} ELSE 0 END
                ELSE 0 END
            """);
    }

    /// <summary>The condition that the conversation of a call or turn has ended.</summary>
    public string HasEndedOf(string row, SqlArguments arguments)
        => dialect.Exists($"FROM {dialect.Rows("conversation", "o")} WHERE {dialect.IsConversationOf(row, arguments)} AND {HasEnded("o", arguments)}");

    // A running call of a function or model is abandoned if the conversation was closed, or was inactive for too long.
    private string IsAbandoned(string isRunning, SqlArguments arguments) => $"{isRunning} AND {HasEnded("c", arguments)}";

    private string HasEnded(string row, SqlArguments arguments) => query.IdleSince is { } since
        ? $"({row}.closed IS NOT NULL OR {row}.{(withPii ? "a_last" : "v_last")} <= {arguments.Add(since.UtcTicks)})"
        : $"{row}.closed IS NOT NULL";
}
