namespace ConvLog.Console.Tests;

/// <summary>The pages, in both themes, on a desktop and a phone.</summary>
public sealed class Looks : TheoryData<string, string, int, int>
{
    public static IReadOnlyDictionary<string, string> Paths { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["list"] = "/convlog",
        ["list-of-nobody"] = "/convlog?agent=nobody",
        ["list-filtered"] = "/convlog?q=failed&level=error",
        ["review"] = $"/convlog/conversations/{StagedConversations.Rich}",
        ["review-open"] = "/convlog/conversations/conv-open",
        ["review-hostile"] = $"/convlog/conversations/{Uri.EscapeDataString(StagedConversations.Hostile)}",
        ["review-long"] = $"/convlog/conversations/{StagedConversations.Long}",
        ["privacy"] = "/convlog/privacy",
        ["privacy-run"] = "/convlog/privacy/runs",
        ["privacy-receipt"] = $"/convlog/privacy/erasures/{StagedPrivacy.HeldReceipt}",
        ["privacy-access"] = "/convlog/privacy/access",
        ["users"] = "/convlog/users",
        ["insight"] = "/convlog/insight",
        ["preferences"] = "/convlog/preferences",
        ["sign-in"] = "/convlog/sign-in",
        ["missing"] = "/convlog/conversations/none",
    };

    /// <summary>Pages that are there for permitted readers only.</summary>
    public static IReadOnlySet<string> Permitted { get; } = new HashSet<string>(["privacy", "privacy-run", "privacy-receipt", "privacy-access"], StringComparer.Ordinal);

    /// <summary>The keys to look at a page with: none where everyone sees the same of it.</summary>
    public static string? KeyOf(string page) => Permitted.Contains(page) ? ConsoleInBrowser.PiiKey : null;

    public Looks()
    {
        foreach (string page in Paths.Keys)
        {
            foreach (string scheme in new[] { "light", "dark" })
            {
                Add(page, scheme, 1_440, 900);
                Add(page, scheme, 390, 844);
            }
        }
    }
}
