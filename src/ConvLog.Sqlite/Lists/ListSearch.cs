using ConvLog.Records;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>The search for the text and the field of a list. A page and the facets of the same list search once: that takes most of their time.</summary>
/// <param name="query">The list, with its complete scope: documents outside it do not count for the limit of the search.</param>
/// <param name="withPii">Whether personal entries count.</param>
internal sealed class ListSearch(ConversationQuery query, bool withPii)
{
    private readonly ConversationQuery _filters = Filters(query);
    private TextMatches? _found;

    /// <summary>Whether a list searches the same.</summary>
    public bool IsOf(ConversationQuery other, bool otherWithPii) => withPii == otherWithPii && _filters == Filters(other);

    /// <summary>The matches; null if neither a text nor a field is requested.</summary>
    public TextMatches? Find(Func<ConversationScope, TextMatches?> search) => _found ??= search(query.Scope);

    private static ConversationQuery Filters(ConversationQuery query)
        => query.FirstPage with { Limit = 1, MostCounted = null, Sort = default, Ascending = false };
}
