namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>What is said beside a field for a text of the team.</summary>
internal static class TeamWords
{
    /// <summary>Who sees the text. The host may have decided otherwise, which no page can tell.</summary>
    public static string Privacy(ConsolePage page) => page.Visitor.MayReveal
        ? "Kept as personal data: shown to readers who may see it, once they reveal it."
        : "Kept as personal data: you may write it, and only readers who may see personal data read it.";
}
