using System.Globalization;
using ConvLog.AspNetCore.Assets;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>The addresses of the console's pages. Whatever an id holds, it leads back to the same conversation.</summary>
internal sealed class ConsolePaths(PathString pathBase, string basePath)
{
    /// <summary>What all paths begin with, without a slash at the end.</summary>
    public string Root { get; } = pathBase.ToUriComponent() + basePath;

    /// <summary>The list.</summary>
    public string Home => Root.Length == 0 ? "/" : Root;

    public string SignOut => $"{Root}/sign-out";

    public string Icon => Asset(ConsoleAssets.Icon);

    public string StyleSheet => Asset(ConsoleAssets.StyleSheet);

    /// <summary>What becomes of personal data.</summary>
    public string Privacy => $"{Root}/privacy";

    public string Runs => $"{Root}/privacy/runs";

    public string Erasures => $"{Root}/privacy/erasures";

    public string ErasureQuestion => $"{Root}/privacy/erasures/question";

    public string Holds => $"{Root}/privacy/holds";

    public string Release => $"{Root}/privacy/holds/release";

    public string AccessLog => $"{Root}/privacy/access";

    public string SignIn(string? returnTo = null) => returnTo is null ? $"{Root}/sign-in" : $"{Root}/sign-in?return={Uri.EscapeDataString(returnTo)}";

    public string List(string? agent = null, int offset = 0)
    {
        List<string> query = [];
        if (agent is not null)
        {
            query.Add($"agent={Uri.EscapeDataString(agent)}");
        }

        if (offset > 0)
        {
            query.Add(string.Create(CultureInfo.InvariantCulture, $"offset={offset}"));
        }

        return query.Count == 0 ? Home : $"{Home}?{string.Join('&', query)}";
    }

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
