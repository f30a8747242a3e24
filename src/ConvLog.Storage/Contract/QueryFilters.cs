namespace ConvLog.Storage.Contract;

/// <summary>
/// The filters of <see cref="ConversationQuery"/>, each listed once. The conditions of every store, the text of a query and the fingerprint that binds a cursor
/// to it are made from this table.
/// </summary>
internal static class QueryFilters
{
    public static IReadOnlyList<QueryFilter> All { get; } =
    [
        new(nameof(ConversationQuery.AgentId), static query => query.AgentId, new("agent", static (summary, _) => summary.Conversation.AgentId))
        {
            CreateQuery = static query => new() { AgentId = query.AgentId },
        },
        new(nameof(ConversationQuery.AccountId), static query => query.AccountId, new("account", static (summary, _) => summary.Conversation.AccountId))
        {
            CreateQuery = static query => new() { AccountId = query.AccountId },
        },
        new(nameof(ConversationQuery.ProjectId), static query => query.ProjectId, new("project", static (summary, _) => summary.Conversation.ProjectId))
        {
            CreateQuery = static query => new() { ProjectId = query.ProjectId },
        },
        new(
            nameof(ConversationQuery.Environment),
            static query => query.Environment,
            new("environment", static (summary, _) => summary.Conversation.Environment))
        {
            CreateQuery = static query => new() { Environment = query.Environment },
        },
        new(nameof(ConversationQuery.Channel), static query => query.Channel, new("channel", static (summary, _) => summary.Conversation.Channel))
        {
            CreateQuery = static query => new() { Channel = query.Channel },
        },
        new(nameof(ConversationQuery.VariantId), static query => query.VariantId, new("variant", static (summary, _) => summary.Conversation.VariantId))
        {
            CreateQuery = static query => new() { VariantId = query.VariantId },
        },
        new(nameof(ConversationQuery.Language), static query => query.Language, new("language", static (summary, _) => summary.Conversation.Language))
        {
            CreateQuery = static query => new() { Language = query.Language },
        },
        new(nameof(ConversationQuery.Direction), static query => query.Direction, new("direction", static (summary, _) => summary.Conversation.Direction))
        {
            CreateQuery = static query => new() { Direction = query.Direction },
        },
        new(
            nameof(ConversationQuery.HasHandoff),
            static query => query.HasHandoff,
            new("handoff", static (summary, _) => summary.Conversation.Handoff?.Destination),
            FilterComparison.IsKnown),
        new(
            nameof(ConversationQuery.HandoffReason),
            static query => query.HandoffReason,
            new("handoff_reason", static (summary, _) => summary.Conversation.Handoff?.Reason))
        {
            CreateQuery = static query => new() { HandoffReason = query.HandoffReason },
        },
        new(nameof(ConversationQuery.From), static query => query.From, ListColumn.LastActivity, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.StartedFrom), static query => query.StartedFrom, ListColumn.Created, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.To), static query => query.To, ListColumn.Created, FilterComparison.Below),
        new(nameof(ConversationQuery.TurnFrom), static query => query.TurnFrom),
        new(nameof(ConversationQuery.TurnTo), static query => query.TurnTo),
        new(nameof(ConversationQuery.TurnOutcome), static query => query.TurnOutcome)
        {
            CreateQuery = static query => new() { TurnOutcome = query.TurnOutcome },
        },
        new(nameof(ConversationQuery.CancelReason), static query => query.CancelReason)
        {
            CreateQuery = static query => new() { CancelReason = query.CancelReason },
        },
        new(nameof(ConversationQuery.Model), static query => query.Model)
        {
            CreateQuery = static query => new() { Model = query.Model },
        },
        new(nameof(ConversationQuery.Provider), static query => query.Provider)
        {
            CreateQuery = static query => new() { Provider = query.Provider },
        },
        new(nameof(ConversationQuery.UserId), static query => query.UserId) { IsPersonal = true },
        new(nameof(ConversationQuery.UserPseudonym), static query => query.UserPseudonym),
        new(nameof(ConversationQuery.Number), static query => query.Number) { IsPersonal = true },
        new(nameof(ConversationQuery.Attributes), static query => AttributeValues.TextOf(query.Attributes)) { IsPersonal = true },
        new(nameof(ConversationQuery.HasError), static query => query.HasError, ListColumn.Errors, FilterComparison.IsPositive),
        new(
            nameof(ConversationQuery.HasWarning),
            static query => query.HasWarning,
            new("warnings", static (_, counts) => counts.Warnings) { IsPerReader = true },
            FilterComparison.IsPositive),
        new(
            nameof(ConversationQuery.HasFailedFunction),
            static query => query.HasFailedFunction,
            new("failed_calls", static (summary, _) => summary.FunctionOutcomes.Count(static outcome => outcome == FunctionOutcome.Failed)),
            FilterComparison.IsPositive),
        new(nameof(ConversationQuery.HasProblem), static query => query.HasProblem),
        new(nameof(ConversationQuery.Problems), static query => query.Problems)
        {
            CreateQuery = static query => new() { Problems = query.Problems },
        },
        new(
            nameof(ConversationQuery.HasInterruption),
            static query => query.HasInterruption,
            new("interrupted_turns", static (summary, _) => summary.InterruptedTurnCount),
            FilterComparison.IsPositive),
        new(
            nameof(ConversationQuery.HasRefusal),
            static query => query.HasRefusal,
            new("refused_turns", static (summary, _) => summary.RefusedTurnCount),
            FilterComparison.IsPositive),
        new(
            nameof(ConversationQuery.HasUnobservedCall),
            static query => query.HasUnobservedCall,
            new("unobserved_calls", static (summary, _) => summary.UnobservedCallCount),
            FilterComparison.IsPositive),
        new(nameof(ConversationQuery.Approval), static query => query.Approval),
        new(nameof(ConversationQuery.MinApprovalWait), static query => query.MinApprovalWait),
        new(nameof(ConversationQuery.FunctionName), static query => query.FunctionName)
        {
            CreateQuery = static query => new() { FunctionName = query.FunctionName },
        },
        new(nameof(ConversationQuery.ExactFunctionName), static query => query.ExactFunctionName)
        {
            CreateQuery = static query => new() { ExactFunctionName = query.ExactFunctionName },
        },
        new(nameof(ConversationQuery.CallFrom), static query => query.CallFrom),
        new(nameof(ConversationQuery.CallTo), static query => query.CallTo),
        new(nameof(ConversationQuery.FunctionEventId), static query => query.FunctionEventId),
        new(nameof(ConversationQuery.Outcome), static query => query.Outcome)
        {
            CreateQuery = static query => new() { Outcome = query.Outcome },
        },
        new(
            nameof(ConversationQuery.MinFunctionDuration),
            static query => query.MinFunctionDuration,
            new("slowest_call", static (summary, _) => summary.SlowestCall),
            FilterComparison.AtLeast),
        new(nameof(ConversationQuery.ErrorType), static query => query.ErrorType)
        {
            CreateQuery = static query => new() { ErrorType = query.ErrorType },
        },
        new(nameof(ConversationQuery.ResponseStatus), static query => query.ResponseStatus)
        {
            CreateQuery = static query => new() { ResponseStatus = query.ResponseStatus },
        },
        new(nameof(ConversationQuery.ResponseStatusClass), static query => query.ResponseStatusClass)
        {
            CreateQuery = static query => new() { ResponseStatusClass = query.ResponseStatusClass },
        },
        new(nameof(ConversationQuery.Level), static query => query.Level)
        {
            CreateQuery = static query => new() { Level = query.Level },
        },
        new(nameof(ConversationQuery.Text), static query => query.Text),
        new(nameof(ConversationQuery.EntriesOnly), static query => query.EntriesOnly),
        new(nameof(ConversationQuery.Field), static query => query.Field),
        new(nameof(ConversationQuery.MinDuration), static query => query.MinDuration, ListColumn.Duration, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.MaxDuration), static query => query.MaxDuration, ListColumn.Duration, FilterComparison.AtMost),
        new(nameof(ConversationQuery.MinLatency), static query => query.MinLatency, ListColumn.Slowest, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.MaxLatency), static query => query.MaxLatency, ListColumn.Slowest, FilterComparison.AtMost)
        {
            IsReplacedByTurnFilter = true,
        },
        new(nameof(ConversationQuery.MinTokens), static query => query.MinTokens, ListColumn.Tokens, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.MaxTokens), static query => query.MaxTokens, ListColumn.Tokens, FilterComparison.AtMost),
        new(nameof(ConversationQuery.MinTurns), static query => query.MinTurns, ListColumn.Turns, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.MaxTurns), static query => query.MaxTurns, ListColumn.Turns, FilterComparison.AtMost),
        new(nameof(ConversationQuery.MinCost), static query => query.MinCost, ListColumn.Cost, FilterComparison.AtLeast),
        new(nameof(ConversationQuery.MaxCost), static query => query.MaxCost, ListColumn.Cost, FilterComparison.AtMost),
        new(nameof(ConversationQuery.IsRated), static query => query.IsRated),
        new(nameof(ConversationQuery.Rating), static query => query.Rating),
        new(nameof(ConversationQuery.RatingSource), static query => query.RatingSource),
        new(nameof(ConversationQuery.HasComment), static query => query.HasComment),
        new(nameof(ConversationQuery.Score), static query => query.Score?.ToString())
        {
            CreateQuery = static query => new() { Score = query.Score },
        },
        new(nameof(ConversationQuery.Metric), static query => query.Metric?.ToString())
        {
            CreateQuery = static query => new() { Metric = query.Metric },
        },
        new(nameof(ConversationQuery.Label), static query => query.Label)
        {
            CreateQuery = static query => new() { Label = query.Label },
        },
        new(nameof(ConversationQuery.Reason), static query => query.Reason)
        {
            CreateQuery = static query => new() { Reason = query.Reason },
        },
        new(nameof(ConversationQuery.AssignedTo), static query => query.Assignee is var (name, person) ? $"{name}\n{person}" : null)
        {
            CreateQuery = static query => new() { AssignedTo = query.AssignedTo, AssignedToReader = query.AssignedToReader },
        },
        new(nameof(ConversationQuery.IsAssigned), static query => query.IsAssigned),
        new(
            nameof(ConversationQuery.IsAnnotated),
            static query => query.IsAnnotated,
            new("annotations", static (summary, _) => summary.IsAnnotated),
            FilterComparison.IsPositive),
        new(
            nameof(ConversationQuery.IsUnread),
            static query => query.IsUnread,
            new("read_at", static (summary, _) => summary.ReadMark?.ReadAt),
            FilterComparison.IsNull),
    ];
}
