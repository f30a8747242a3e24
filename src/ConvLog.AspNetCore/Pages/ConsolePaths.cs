using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Assets;
using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The addresses of the console's pages. The address of a conversation works for any ID.</summary>
/// <param name="prefix">The prefix of the endpoint, see <see cref="Access.EndpointPrefix.Of"/>.</param>
/// <param name="basePath">The base path of the pages.</param>
internal sealed class ConsolePaths(string prefix, string basePath)
{
    /// <summary>The common prefix of all paths, without a slash at the end.</summary>
    public string Root { get; } = prefix + basePath;

    /// <summary>The common prefix of the paths of ConvLog's own API.</summary>
    public string Api { get; } = prefix + ApiRoute.Root;

    /// <summary>The list.</summary>
    public string Home => Root.Length == 0 ? "/" : Root;

    /// <summary>The path of the session's cookie: it covers the pages and ConvLog's own API, which is below <c>/convlog</c> wherever the pages are.</summary>
    public string Cookie { get; } = string.Equals(basePath, "/convlog", StringComparison.Ordinal) ? prefix + basePath : prefix;

    /// <summary>The conversations that are assigned to a colleague.</summary>
    public string Assigned(string name) => $"{Home}?assigned={Uri.EscapeDataString(name)}";

    public string SignOut => $"{Root}/sign-out";

    public string Icon => Asset(ConsoleAssets.Icon);

    public string Script => Asset(ConsoleAssets.Script);

    public string ReviewScript => Asset(ConsoleAssets.ReviewScript);

    public string LiveScript => Asset(ConsoleAssets.LiveScript);

    public string StyleSheet => Asset(ConsoleAssets.StyleSheet);

    public string ListStyleSheet => Asset(ConsoleAssets.ListStyleSheet);

    public string MoreStyleSheet => Asset(ConsoleAssets.MoreStyleSheet);

    public string Preferences => $"{Root}/preferences";

    /// <summary>Stores the layers of the review page.</summary>
    public string Layers => $"{Root}/preferences/layers";

    /// <summary>The live page.</summary>
    public string Live => $"{Root}/live";

    /// <summary>Calls by function, API endpoint and model.</summary>
    public string Functions => $"{Root}/functions";

    /// <summary>The calls of one of these. Its name is in the query, because it may contain any character.</summary>
    public string FunctionDetails => $"{Root}/functions/details";

    /// <summary>The list of the calls of one of these.</summary>
    public string FunctionCalls => $"{Root}/functions/calls";

    /// <summary>That list as a file.</summary>
    /// <param name="query">The format and the filters.</param>
    public string FunctionCallsFile(string query) => $"{FunctionCalls}/file?{query}";

    /// <summary>The alerts of the host's rules.</summary>
    public string Alerts => $"{Root}/alerts";

    /// <summary>Silences an alert: accepts a form.</summary>
    public string SilenceAlert => $"{Root}/alerts/silence";

    /// <summary>Statistics.</summary>
    public string Insight => $"{Root}/insight";

    /// <summary>Statistics of scores, labels and reasons.</summary>
    public string InsightScores => $"{Root}/insight/scores";

    /// <summary>End users.</summary>
    public string Users => $"{Root}/users";

    /// <summary>Finds an end user: accepts a form, because the ID must not be in an address.</summary>
    public string FindUser => $"{Root}/users/find";

    /// <summary>Ratings and comments.</summary>
    public string Feedback => $"{Root}/feedback";

    /// <summary>Improved answers.</summary>
    public string ImprovedAnswers => $"{Root}/feedback/improved";

    /// <summary>Improved answers as a file: redacted, or with personal data if a form is posted.</summary>
    /// <param name="query">The filters, and for a redacted file the format; empty for all with personal data.</param>
    public string ImprovedFile(string query) => $"{Root}/feedback/improved/file{(query.Length > 0 ? "?" : "")}{query}";

    /// <summary>Privacy.</summary>
    public string Privacy => $"{Root}/privacy";

    public string Runs => $"{Root}/privacy/runs";

    public string Erasures => $"{Root}/privacy/erasures";

    public string ErasureConfirmation => $"{Root}/privacy/erasures/question";

    public string Holds => $"{Root}/privacy/holds";

    public string Release => $"{Root}/privacy/holds/release";

    public string AccessLog => $"{Root}/privacy/access";

    public string SignIn(string? returnTo = null) => returnTo is null ? $"{Root}/sign-in" : $"{Root}/sign-in?return={Uri.EscapeDataString(returnTo)}";

    public string PreferencesFrom(string returnTo) => $"{Preferences}?return={Uri.EscapeDataString(returnTo)}";

    /// <summary>The list with filters.</summary>
    public string ListOf(params IEnumerable<(string Name, string? Value)> filters) => RequestQuery.Address(Home, filters);

    /// <summary>The filters that a typed word can mean, with their counts.</summary>
    public string Suggestions => $"{Root}/suggestions";

    /// <summary>The whole list, even if a view is the default.</summary>
    public string WholeList => $"{Home}?{ListAddress.View}={ListAddress.AllViews}";

    /// <summary>Saved views.</summary>
    public string Views => $"{Root}/views";

    /// <summary>The counts of saved views.</summary>
    public string ViewCounts => $"{Root}/views/counts";

    /// <summary>The target of the forms of saved views.</summary>
    /// <param name="list">The list that they concern, as a query.</param>
    public string ViewsOf(string list) => $"{Views}{(list.Length > 0 ? "?" : "")}{list}";

    /// <summary>The target of the list's form for selected conversations.</summary>
    /// <param name="list">The list that is shown again, as a query.</param>
    public string Selected(string list) => $"{Root}/selected{(list.Length > 0 ? "?" : "")}{list}";

    /// <summary>The target of that form for a file of the selected conversations.</summary>
    public string SelectedFile => $"{Root}/selected/file";

    /// <summary>The conversations of the list as a file, redacted.</summary>
    /// <param name="query">The format and the filters.</param>
    public string ConversationsFile(string query) => $"{Root}/file?{query}";

    /// <summary>The conversations of one end user, in order.</summary>
    /// <param name="pseudonym">The user's pseudonym, never the ID.</param>
    public string User(string pseudonym) => $"{Root}/users/{Uri.EscapeDataString(pseudonym)}";

    /// <summary>The stream of new entries, without personal data: it is shown only after it was revealed.</summary>
    /// <param name="filters">The filters.</param>
    public string Stream(params IEnumerable<(string Name, string? Value)> filters)
        => RequestQuery.Address($"{Api}/live", filters.Prepend(("personal", "false")));

    /// <summary>A conversation's review page.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="list">The list from which it is opened, as a query; see <see cref="Pages.List.ListAddress.LinkQuery"/>.</param>
    public string Conversation(string id, string list = "")
    {
        // "." and ".." are path segments with a meaning even if escaped, and servers reject a NUL in a path: such IDs are put in the query.
        bool isPath = id is not ("." or "..") && !id.Contains('\0', StringComparison.Ordinal);
        return isPath
            ? $"{Root}/conversations/{Uri.EscapeDataString(id)}{(list.Length > 0 ? "?" : "")}{list}"
            : $"{Root}/conversations?id={Uri.EscapeDataString(id)}{(list.Length > 0 ? "&" : "")}{list}";
    }

    /// <summary>The target of the review page's forms: <c>rating</c>, <c>answers</c>, <c>notes</c>, <c>read</c>.</summary>
    public string Review(string part, string id, string list) => $"{Root}/review/{part}?id={Uri.EscapeDataString(id)}{(list.Length > 0 ? "&" : "")}{list}";

    /// <summary>A conversation, or one of its calls or entries, as text to copy: always redacted.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="at">The call or entry; null for the whole conversation.</param>
    /// <param name="format"><c>json</c> or <c>markdown</c>.</param>
    public string Copy(string id, string? at, string format)
        => RequestQuery.Address($"{Root}/copy", [("id", id), ("at", at), ("as", format)]);

    public string Receipt(Guid id) => $"{Erasures}/{id:D}";

    public string ReceiptFile(Guid id) => $"{Erasures}/{id:D}/receipt.json";

    private string Asset(ConsoleAsset asset) => $"{Root}/assets/{asset.FileName}";
}
