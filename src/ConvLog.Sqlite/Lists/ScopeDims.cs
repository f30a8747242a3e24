using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// A <see cref="ConversationScope"/> as the numbers of its dims. These are few if agents and accounts are, and each leads to its conversations.
/// </summary>
internal static class ScopeDims
{
    private const string OfAgent = "SELECT no, environment, account FROM dims WHERE agent = ?1";
    private const string OfAccount = "SELECT no, environment, agent FROM dims WHERE account = ?1";
    private const string HasListed = "SELECT 1 FROM conversation INDEXED BY conversation_dims WHERE dims = ?1 AND listed = 1 LIMIT 1";

    /// <summary>
    /// The same query with a single agent or account of the scope as a filter, because there are indexes for that; null if no conversation can match, since the
    /// scope is empty or does not contain the requested one.
    /// </summary>
    public static ConversationQuery? Simplified(ConversationQuery query)
        => Simplified(query.Scope.AgentIds, query.AgentId) is var (agents, agent)
            && Simplified(query.Scope.AccountIds, query.AccountId) is var (accounts, account)
            ? query with { AgentId = agent, AccountId = account, Scope = new ConversationScope { AgentIds = agents, AccountIds = accounts } }
            : null;

    /// <summary>The numbers of a scope; null for all.</summary>
    public static HashSet<long>? Of(Session session, ConversationScope scope)
        => scope.IsAll ? null : [.. Rows(session, scope).Select(static row => row.Number)];

    /// <summary>The agents of a scope that have a conversation in some list, in byte order.</summary>
    public static List<string> Agents(Session session, ConversationScope scope)
    {
        var agents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, environment, agent) in Rows(session, scope))
        {
            if (environment != ConversationEnvironment.Debug && !agents.Contains(agent) && session[HasListed].Bind(1, number).Scalar() is not null)
            {
                agents.Add(agent);
            }
        }

        return [.. agents.Order(Utf8Order.Instance)];
    }

    private static List<(long Number, ConversationEnvironment Environment, string Agent)> Rows(Session session, ConversationScope scope)
    {
        var found = new List<(long Number, ConversationEnvironment Environment, string Agent)>();
        bool byAgent = scope.AgentIds is not null;
        foreach (string id in (scope.AgentIds ?? scope.AccountIds ?? []).Distinct(StringComparer.Ordinal))
        {
            var rows = session[byAgent ? OfAgent : OfAccount].Bind(1, id);
            while (rows.Step())
            {
                string agent = byAgent ? id : rows.Text(2);
                if (scope.Includes(agent, byAgent ? rows.OptionalText(2) : id))
                {
                    found.Add((rows.Int64(0), (ConversationEnvironment)rows.Int64(1), agent));
                }
            }
        }

        return found;
    }

    // The remaining ids of the scope, and the requested one; null if no id can match.
    private static (IReadOnlyList<string>? Ids, string? Asked)? Simplified(IReadOnlyList<string>? ids, string? asked)
    {
        if (ids is null)
        {
            return (null, asked);
        }

        if (asked is not null)
        {
            return ids.Contains(asked, StringComparer.Ordinal) ? (null, asked) : null;
        }

        return ids.Distinct(StringComparer.Ordinal).Take(2).Count() switch
        {
            0 => null,
            1 => (null, ids[0]),
            _ => (ids, null),
        };
    }
}
