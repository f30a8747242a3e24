using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Team;

/// <summary>The field for a text of the team, with its validation message and who can view it.</summary>
public partial class TeamField
{
    private string Name { get; init; } = "";

    private string Id { get; init; } = "";

    private TeamForm? Wrong { get; init; }

    private VisibleText? Current { get; init; }

    private bool IsNeeded { get; init; }

    private ConsolePage Page { get; init; } = null!;

    private int Longest { get; init; }

    private bool IsWithheld => Current is { IsPii: true } && !Page.CanReadPii;

    private string Text => Wrong?.Text ?? (Current is { } current && !IsWithheld ? current.Text : "");

    /// <param name="name">The field's name in the form.</param>
    /// <param name="id">Its id on the page.</param>
    /// <param name="wrong">The rejected form; null if none was sent.</param>
    /// <param name="current">The text to replace. It fills the field unless it is hidden; a hint then says so.</param>
    /// <param name="isNeeded">Whether the field is required.</param>
    /// <param name="page">The page.</param>
    /// <param name="longest">The maximum length, in UTF-16 units.</param>
    internal static RenderFragment Of(string name, string id, TeamForm? wrong, VisibleText? current, bool isNeeded, ConsolePage page, int longest)
        => new TeamField { Name = name, Id = id, Wrong = wrong, Current = current, IsNeeded = isNeeded, Page = page, Longest = longest }.BuildRenderTree;

    // The host can override who can view it, which is unknown here.
    private static string Privacy(ConsolePage page) => page.Visitor.MayReveal
        ? "Stored as personal data: readers with permission see it after revealing it."
        : "Stored as personal data: you can write it, but only readers with permission can view it.";

    /// <summary>A text for a text area, whose first line break browsers remove.</summary>
    internal static string Kept(string text) => text is ['\n' or '\r', ..] ? "\n" + text : text;
}
