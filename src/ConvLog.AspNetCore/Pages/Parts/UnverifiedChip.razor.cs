using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The mark of a result that only the model reported.</summary>
public partial class UnverifiedChip
{
    private FunctionEventView Call { get; init; } = null!;

    internal static RenderFragment Of(FunctionEventView call)
        => new UnverifiedChip { Call = call }.BuildRenderTree;
}
