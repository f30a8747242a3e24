using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Icons that differ in shape as well as in colour, and the words for what they mark.</summary>
internal static class Marks
{
    internal static RenderFragment Icon(string name, string? css = null)
        => MarkIcon.Of("#i-" + name, css is null ? "icon" : "icon " + css, label: null);

    internal static RenderFragment Icon(string name, string css, string label) => MarkIcon.Of("#i-" + name, "icon " + css, label);

    internal static RenderFragment Level(EntryLevel level, bool isNamed = false)
    {
        string name = NameOf(level);
        return MarkIcon.Of("#m-" + name, "mark " + name, isNamed ? name : null);
    }

    /// <summary>The violet lock that marks personal data. It is closed if the data is hidden, and a button if the visitor can reveal it; the page then
    /// returns to the anchor.</summary>
    internal static RenderFragment Pii(ConsolePage page, string? anchor = null, string shown = "Personal data", string withheld = "Personal data hidden")
        => page.CanReveal ? RevealButton.Of(page, anchor, "lock", Icon("lock", "tiny")) : Lock(page.CanReadPii, page.CanReadPii ? shown : withheld);

    /// <summary>The lock of personal data, independent of what the page reveals.</summary>
    internal static RenderFragment Lock(bool isOpen, string what) => PersonalDataLock.Of(isOpen, what);

    internal static RenderFragment Rating(FeedbackRating rating, string who) => Thumb.Of(rating == FeedbackRating.Like, who);

    /// <summary>The name of a recording level below full recording; null for full recording, which is not mentioned.</summary>
    internal static string? NameOf(Recording level) => level switch
    {
        Recording.Full => null,
        Recording.Off => "Not recorded",
        _ => "Recorded without text",
    };

    internal static string NameOf(EntryLevel level) => level switch
    {
        EntryLevel.Error => "error",
        EntryLevel.Warning => "warning",
        _ => "info",
    };

    internal static string NameOf(FunctionOutcome? outcome) => outcome switch
    {
        FunctionOutcome.Completed => "completed",
        FunctionOutcome.Failed => "failed",
        FunctionOutcome.Abandoned => "abandoned",
        FunctionOutcome.Canceled => "canceled",
        FunctionOutcome.Declined => "declined",
        _ => "running",
    };

    internal static string TitleOf(FunctionOutcome? outcome) => outcome switch
    {
        FunctionOutcome.Completed => "Completed",
        FunctionOutcome.Failed => "Failed",
        FunctionOutcome.Abandoned => "Abandoned",
        FunctionOutcome.Canceled => "Canceled",
        FunctionOutcome.Declined => "Declined",
        _ => "Running",
    };

    /// <summary>The end of a conversation as reported by its host; null if it did not report one.</summary>
    internal static string? NameOf(EndReason? reason) => reason switch
    {
        null => null,
        EndReason.UserEnded => "Ended by the user",
        EndReason.AgentEnded => "Ended by the agent",
        EndReason.HandedOff => "Ended with a hand-off",
        EndReason.TimedOut => "Ended by a timeout",
        EndReason.Failed => "Ended by a failure",
        _ => "Ended",
    };

    internal static string NameOf(ConversationEnvironment environment) => environment switch
    {
        ConversationEnvironment.Live => "live",
        ConversationEnvironment.PreRelease => "pre-release",
        ConversationEnvironment.Sandbox => "sandbox",
        _ => "debug",
    };
}
