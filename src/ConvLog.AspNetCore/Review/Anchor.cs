using System.Globalization;

namespace ConvLog.AspNetCore.Review;

/// <summary>The IDs by which parts of a conversation are linked to.</summary>
internal static class Anchor
{
    /// <summary>Calls and entries outside of turns, before the first one and after it.</summary>
    public const string Before = "before";
    public const string Outside = "outside";

    /// <summary>Scores and labels of the conversation.</summary>
    public const string Judgments = "judgments";

    /// <summary>The assignee of the conversation.</summary>
    public const string Assignment = "assignment";

    /// <summary>The team's notes.</summary>
    public const string Notes = "notes";

    public static string Turn(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"t{ordinal}");

    public static string Event(string id) => $"f-{id}";

    public static string Model(string id) => $"m-{id}";

    public static string Entry(Guid id) => $"e-{id:N}";

    public static string Handoff(int number) => string.Create(CultureInfo.InvariantCulture, $"h{number}");

    public static string Href(string anchor) => $"#{Uri.EscapeDataString(anchor)}";
}
