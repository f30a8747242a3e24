using System.Collections.Concurrent;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.Privacy;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>
/// The names that are suggested for assignments: the assignees of recent conversations in the reader's scope. They are cached for a minute.
/// </summary>
internal sealed class AssigneeSuggestions(ConversationReader conversations, TimeProvider time)
{
    // Hosts have few scopes. Above this number, the cache is cleared.
    private const int MostScopes = 1_000;

    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset ReadAt, IReadOnlyList<string> Names)> _known = new(StringComparer.Ordinal);

    /// <summary>The names, by frequency, descending; none if the store does not count facets.</summary>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(Reader reader, CancellationToken cancellationToken)
    {
        if (!conversations.Capabilities.HasFlag(StoreCapabilities.Facets))
        {
            return [];
        }

        string scope = ScopeKey.Of(reader);
        var now = time.GetUtcNow();
        if (_known.TryGetValue(scope, out var known) && now - known.ReadAt < s_fresh)
        {
            return known.Names;
        }

        // Read without personal data, because the result is shared by all readers of a scope.
        var everyone = reader with { CanReadPii = false, AsksForPii = false };
        var facets = await conversations.CountFacetsAsync(everyone, new ConversationQuery(), ListFacets.Few, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> names = [.. facets.Assignees.Select(static name => name.Value)];
        if (_known.Count >= MostScopes)
        {
            _known.Clear();
        }

        _known[scope] = (now, names);
        return names;
    }
}
