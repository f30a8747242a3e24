namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>The hints beside fields for texts of the team.</summary>
internal static class TeamWords
{
    /// <summary>Who can view the text. The host may override this; the page does not know.</summary>
    public static string Privacy(ConsolePage page) => page.Visitor.MayReveal
        ? "Stored as personal data: readers with permission see it after revealing it."
        : "Stored as personal data: you can write it, but only readers with permission can view it.";
}
