namespace ConvLog.Records;

/// <summary>What a store keeps of the live objects of a conversation, as they stand now.</summary>
internal static class RecordSnapshots
{
    public static TurnRecord Turn(Turn turn) => new()
    {
        ConversationId = turn.Buffer.Writer.ConversationId,
        WriterId = turn.Buffer.Writer.Id,
        Sequence = turn.Ordinal,
        Id = turn.Id,
        Revision = turn.IsOpen ? 0 : 1,
        UserInput = turn.UserInput,
        AgentResponse = turn.AgentResponse,
        Usage = turn.Usage,
        StartedAt = turn.StartedAt,
        Latency = turn.Latency,
        EndedAt = turn.EndedAt,
        Error = turn.Error,
        ErrorType = turn.ErrorType,
        UtterancesArePersonal = new Aside(turn.UtterancesArePersonal),
    };

    public static FunctionEventRecord Function(FunctionEvent call) => new()
    {
        ConversationId = call.Buffer.Writer.ConversationId,
        WriterId = call.Buffer.Writer.Id,
        Sequence = call.Index,
        Id = call.Id,
        Revision = call.IsOpen ? 0 : 1,
        TurnId = call.Turn?.Id,
        ParentId = call.Parent?.Id,
        Name = call.Name,
        CallId = call.CallId,
        Arguments = call.Arguments,
        StartedAt = call.StartedAt,
        Duration = call.Duration,
        Outcome = call.Outcome,
        Result = call.Result,
        Error = call.Error,
        ErrorType = call.ErrorType,
        Losses = call.Buffer.Losses(withPii: true),
        VisibleLosses = call.Buffer.Losses(withPii: false),
    };
}
