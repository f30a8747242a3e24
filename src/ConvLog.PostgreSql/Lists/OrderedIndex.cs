using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>A condition whose conversations an index contains in the order of their creation.</summary>
/// <param name="Filter">The filter that is equivalent to the condition; null if the filter is narrower.</param>
/// <param name="Condition">The condition on the row c of "conversation".</param>
internal sealed record OrderedIndex(string? Filter, Func<SqlArguments, string> Condition)
{
    // Errors and failed calls are problems and are found by the index of problems. A running call becomes a problem when the conversation ends, and is not in
    // that index.
    private const ProblemKinds Running = ProblemKinds.Function | ProblemKinds.Model;

    /// <summary>The condition that a list is walked along; null to walk all conversations, or those of the reader's scope.</summary>
    public static OrderedIndex? Of(ConversationQuery query, bool withPii)
        => query.Sort == ConversationSort.Created && query.Scope.IsAll ? All(query, withPii).FirstOrDefault() : null;

    /// <summary>The conditions for the filters of a query, the most selective first.</summary>
    public static IEnumerable<OrderedIndex> All(ConversationQuery query, bool withPii)
    {
        string problems = withPii ? "c.a_problems > 0" : "c.v_problems > 0";
        string errors = $"{problems} AND {(withPii ? "c.a_errors > 0" : "c.v_errors > 0")}";
        const string failed = "c.v_problems > 0 AND c.failed_calls > 0";
        (bool Holds, OrderedIndex Walk)[] all =
        [
            (query.IsAnnotated == true, By("c.annotations > 0", nameof(ConversationQuery.IsAnnotated))),
            (query.IsRated == true || query.Rating is not null || query.HasComment == true, By(RatingCondition.IsRated)),
            (query.HasFailedFunction == true, By(failed, nameof(ConversationQuery.HasFailedFunction))),
            (query.Outcome == FunctionOutcome.Failed, By(failed)),
            (query.Problems is { } kinds && (kinds & Running) == ProblemKinds.None, By(problems)),
            (query.HasError == true, By(errors, nameof(ConversationQuery.HasError))),
            (query.Level == EntryLevel.Error, By(errors)),
            (query.HasHandoff == true, By("c.handoff IS NOT NULL", nameof(ConversationQuery.HasHandoff))),
            (query.HandoffReason is not null, By("c.handoff IS NOT NULL")),
            (query.VariantId is not null, Is("variant", query.VariantId, nameof(ConversationQuery.VariantId))),
            (query.Language is not null, Is("language", query.Language, nameof(ConversationQuery.Language))),
            (query.ProjectId is not null, Is("project", query.ProjectId, nameof(ConversationQuery.ProjectId))),
            (query.AccountId is not null, Is("account", query.AccountId, nameof(ConversationQuery.AccountId))),
            (query.AgentId is not null, Is("agent", query.AgentId, nameof(ConversationQuery.AgentId))),
        ];
        return all.Where(static walk => walk.Holds).Select(static walk => walk.Walk);
    }

    private static OrderedIndex By(string condition, string? filter = null) => new(filter, _ => condition);

    private static OrderedIndex Is(string column, string? value, string filter) => new(filter, arguments => $"c.{column} = {arguments.Add(value)}");
}
