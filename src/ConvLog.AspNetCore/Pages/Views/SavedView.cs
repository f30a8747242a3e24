using System.Text.Json.Serialization;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Views;

/// <summary>A list of conversations that is saved under a name.</summary>
/// <param name="Id">Its ID in addresses of the list.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">Its filters, order and columns, as the query of the list's address; empty for the whole list.</param>
internal sealed record SavedView(string Id, string Name, string Query)
{
    public const int LongestName = 60;

    /// <summary>The maximum length of the query.</summary>
    public const int LongestQuery = 1_000;

    /// <summary>Whether it is the default view of the list.</summary>
    [JsonPropertyName("default")]
    public bool IsDefault { get; init; }

    /// <summary>Whether it belongs to the team and not to one reader.</summary>
    [JsonIgnore]
    public bool IsOfTeam { get; init; }

    public static string NewId() => Guid.NewGuid().ToString("N")[..12];

    /// <summary>The address of its list.</summary>
    public string Address(ConsolePaths paths) => $"{paths.Home}?{ListAddress.View}={Id}{(Query.Length > 0 ? "&" : "")}{Query}";
}
