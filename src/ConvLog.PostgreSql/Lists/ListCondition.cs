using ConvLog.PostgreSql.Reading;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The whole condition of a list.</summary>
internal static class ListCondition
{
    /// <summary>The condition for the WHERE clause: the kind of list, the scope, and the filters.</summary>
    public static string Condition(this ListFilter filter, SqlArguments arguments)
    {
        string listed = $"c.listed = {arguments.Add(filter.Query.Environment == ConversationEnvironment.Debug ? 0 : 1)}";
        return string.Join(" AND ", [listed, .. ScopeFilter.Conditions(filter.Query.Scope, arguments), .. filter.Conditions(arguments)]);
    }
}
