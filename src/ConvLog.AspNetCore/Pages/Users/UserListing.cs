using ConvLog.AspNetCore.Http;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>A page of the list of end users.</summary>
/// <param name="Page">The users.</param>
/// <param name="Query">The query.</param>
/// <param name="Filters">The filters as in the address.</param>
/// <param name="Agents">The available agents.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
internal sealed record UserListing(UserPage Page, UserQuery Query, IReadOnlyDictionary<string, string> Filters, IReadOnlyList<string> Agents, bool IsFirst)
{
    /// <summary>The filters without a field in the form.</summary>
    public IEnumerable<KeyValuePair<string, string>> OtherFilters => Filters.Where(static filter => filter.Key is not UserPages.Agent);

    /// <summary>Whether only users with a turn in a period are listed.</summary>
    public bool IsOfTurns => Query.TurnFrom is not null || Query.TurnTo is not null;

    /// <summary>The forms that find users and conversations.</summary>
    public UserLookups Lookups { get; init; } = new();

    /// <summary>The first page of the same list.</summary>
    public string First(ConsolePaths paths) => At(paths, cursor: null);

    /// <summary>The next page; null for none.</summary>
    public string? Next(ConsolePaths paths) => Page.Next is { } cursor ? At(paths, cursor) : null;

    private string At(ConsolePaths paths, string? cursor)
        => RequestQuery.Address(paths.Users, [.. Filters.Select(static filter => (filter.Key, (string?)filter.Value)), (UserPages.Cursor, cursor)]);
}
