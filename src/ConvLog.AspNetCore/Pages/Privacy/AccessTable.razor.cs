using ConvLog.AspNetCore.Text;
using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The records of the access log.</summary>
public partial class AccessTable
{
    private IReadOnlyList<AccessRecord> Accesses { get; init; } = [];

    private ConsolePage Shown { get; init; } = null!;

    private string Caption { get; init; } = "";

    private bool HasReasons => Accesses.Any(static access => access.Reason is not null);

    internal static RenderFragment Of(IReadOnlyList<AccessRecord> accesses, ConsolePage shown, string caption)
        => new AccessTable { Accesses = accesses, Shown = shown, Caption = caption }.BuildRenderTree;

    // No title if it would repeat the name.
    private static string? Subject(AccessRecord access)
        => access.Subject is { } subject && !string.Equals(subject, access.Reader, StringComparison.Ordinal)
            ? Printable.Line(subject, 200)
            : null;

    // Whether another person on the page has the same name.
    private static bool IsShared(AccessRecord access, IReadOnlyList<AccessRecord> accesses)
        => access.Subject is { } subject && accesses.Any(other => string.Equals(other.Reader, access.Reader, StringComparison.Ordinal)
            && other.Subject is not null && !string.Equals(other.Subject, subject, StringComparison.Ordinal));

    private static string How(AccessKind kind) => kind switch
    {
        AccessKind.Conversation => "Viewed conversation",
        AccessKind.List => "Viewed in list",
        AccessKind.Log => "Viewed log",
        AccessKind.Users => "Viewed user list",
        _ => "Looked up user",
    };
}
