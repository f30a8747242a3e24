using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>A saved view of the list of conversations.</summary>
/// <param name="Id">Its ID in URLs of the list.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">Its filters, order and columns, as the query of the list's address; empty for the whole list.</param>
internal sealed record SavedView(string Id, string Name, string Query)
{
    public const int LongestName = 60;

    /// <summary>The maximum length of the query.</summary>
    public const int LongestQuery = 1_000;

    /// <summary>Whether the list opens with it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Whether it belongs to the team, rather than to one reader.</summary>
    public bool IsOfTeam { get; init; }

    /// <summary>An ID for a new view.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N")[..12];

    /// <summary>The address of its list.</summary>
    public string Address(ConsolePaths paths) => $"{paths.Home}?{ListAddress.View}={Id}{(Query.Length > 0 ? "&" : "")}{Query}";
}
