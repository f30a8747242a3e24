using ConvLog.AspNetCore.Pages.List;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The position of the conversation in the list from which it was opened, and the filters of that list.</summary>
public partial class QueueLine
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private bool CanUndo => Review.MarkedRead is not null && Page.CanAnnotate;

    private bool IsThis => string.Equals(Review.MarkedRead, Review.Summary.ConversationId, StringComparison.Ordinal);

    private static string LabelOf(SetFilter filter) => filter.Name switch
    {
        ListAddress.Period => "Active in the last ",
        ListAddress.Text => "Found: ",
        _ when ValueOf(filter) is null => filter.Label,
        _ => filter.Label + filter.Separator,
    };

    // Null if the label is sufficient.
    private static string? ValueOf(SetFilter filter) => filter switch
    {
        { Name: ListAddress.Period } => filter.Value is { } word ? Period.Find(word)?.Label : null,
        { Value: "true", Shown: "true" } => null,
        { Value: "false", Shown: "false" } => "no",
        _ => filter.Shown,
    };
}
