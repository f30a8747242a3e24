using System.Globalization;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Assets;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>The addresses of the console's pages. Whatever an id holds, it leads back to the same conversation.</summary>
internal sealed class ConsolePaths(PathString pathBase, string basePath)
{
    private readonly string _pathBase = pathBase.ToUriComponent();

    /// <summary>What all paths begin with, without a slash at the end.</summary>
    public string Root { get; } = pathBase.ToUriComponent() + basePath;

    /// <summary>The list.</summary>
    public string Home => Root.Length == 0 ? "/" : Root;

    /// <summary>Where the session's cookie goes: to the pages and to ConvLog's own API, which is below <c>/convlog</c> wherever the pages are.</summary>
    public PathString Cookie { get; } = string.Equals(basePath, "/convlog", StringComparison.Ordinal) ? pathBase.Add(basePath) : pathBase;

    public string SignOut => $"{Root}/sign-out";

    public string Icon => Asset(ConsoleAssets.Icon);

    public string StyleSheet => Asset(ConsoleAssets.StyleSheet);

    public string Preferences => $"{Root}/preferences";

    /// <summary>Statistics.</summary>
    public string Insight => $"{Root}/insight";

    /// <summary>End users.</summary>
    public string Users => $"{Root}/users";

    /// <summary>What becomes of personal data.</summary>
    public string Privacy => $"{Root}/privacy";

    public string Runs => $"{Root}/privacy/runs";

    public string Erasures => $"{Root}/privacy/erasures";

    public string ErasureQuestion => $"{Root}/privacy/erasures/question";

    public string Holds => $"{Root}/privacy/holds";

    public string Release => $"{Root}/privacy/holds/release";

    public string AccessLog => $"{Root}/privacy/access";

    public string SignIn(string? returnTo = null) => returnTo is null ? $"{Root}/sign-in" : $"{Root}/sign-in?return={Uri.EscapeDataString(returnTo)}";

    public string PreferencesFrom(string returnTo) => $"{Preferences}?return={Uri.EscapeDataString(returnTo)}";

    /// <summary>The list with some filters set.</summary>
    public string ListOf(params IEnumerable<(string Name, string? Value)> filters) => GivenQuery.Address(Home, filters);

    /// <summary>A file of what the API exports.</summary>
    /// <param name="query">Which conversations, and the format.</param>
    public string Export(string query) => $"{_pathBase}{ApiRoute.Root}/export/conversations?{query}";

    // "." and ".." are steps in a path however they are written, and a server takes no NUL there: such ids go into the query.
    public string Conversation(string id) => id is "." or ".." || id.Contains('\0', StringComparison.Ordinal)
        ? $"{Root}/conversations?id={Uri.EscapeDataString(id)}"
        : $"{Root}/conversations/{Uri.EscapeDataString(id)}";

    public string Receipt(Guid id) => $"{Erasures}/{id:D}";

    public string ReceiptFile(Guid id) => $"{Erasures}/{id:D}/receipt.json";

    public string OlderAccess(string? conversationId, long before)
        => AccessLog + (conversationId is null ? "?" : $"?conversation={Uri.EscapeDataString(conversationId)}&") + string.Create(CultureInfo.InvariantCulture, $"before={before}");

    private string Asset(ConsoleAsset asset) => $"{Root}/assets/{asset.FileName}";
}
