using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>The dims to which a list is limited by the scope of its reader, by an agent or by an account.</summary>
/// <param name="session">The connection.</param>
/// <param name="scope">The scope, simplified by <see cref="ScopeDims.Simplified(ConversationQuery)"/>.</param>
internal sealed class ListedDims(Session session, ConversationScope scope)
{
    // Up to this many, a merge of their conversations reads few more rows than a page has.
    private const int Few = 16;

    private const string FindOfAgent = "SELECT no FROM dims WHERE agent = ?1 LIMIT ?2";
    private const string FindOfAccount = "SELECT no FROM dims WHERE account = ?1 LIMIT ?2";

    private readonly HashSet<long>? _scope = ScopeDims.Of(session, scope);

    /// <summary>The numbers of the scope, see <see cref="NumberList"/>; null for all.</summary>
    public string? Scope => _scope is null ? null : NumberList.Of(_scope);

    /// <summary>The numbers of the scope; null if there are none or many.</summary>
    public IReadOnlyList<long>? OfScope => IfFew([.. _scope ?? []]);

    /// <summary>The numbers of an agent; null if there are none or many.</summary>
    public IReadOnlyList<long>? OfAgent(string agent) => Find(FindOfAgent, agent);

    /// <summary>The numbers of an account; null if there are none or many.</summary>
    public IReadOnlyList<long>? OfAccount(string account) => Find(FindOfAccount, account);

    private IReadOnlyList<long>? Find(string sql, string value) => IfFew(session[sql].Bind(1, value).Bind(2, Few + 1L).Numbers());

    private static IReadOnlyList<long>? IfFew(List<long> numbers) => numbers.Count is > 0 and <= Few ? numbers : null;
}
