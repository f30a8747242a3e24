using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The inspector: the selected call with its outcome, its arguments, and its log in order. Below 1,180 pixels the call itself is expanded in its place
/// instead.</summary>
public partial class CallInspector
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal ReviewedConversation Review { get; set; } = null!;

    private const int MostFields = 8;

    private IReadOnlyList<FunctionEventView> Beside(FunctionEventView call)
        => call.TurnOrdinal > 0 ? Review.View.Turns[call.TurnOrdinal - 1].FunctionEvents : Review.View.FunctionEvents;

    private FunctionEventView? ParentOf(FunctionEventView call)
        => Beside(call).FirstOrDefault(other => other != call && string.Equals(other.Id, call.ParentId, StringComparison.Ordinal));

    // The number of concurrent calls of the same caller.
    private int Alongside(FunctionEventView call)
        => Beside(call).Count(other => other != call && string.Equals(other.ParentId, call.ParentId, StringComparison.Ordinal)
            && other.StartedAt < EndOf(call) && EndOf(other) > call.StartedAt);

    private DateTimeOffset EndOf(FunctionEventView call) => call.Duration is { } duration ? call.StartedAt + duration : Page.Now;
}
