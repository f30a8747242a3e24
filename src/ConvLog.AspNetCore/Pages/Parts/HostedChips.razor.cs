using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The service or server that ran a function.</summary>
public partial class HostedChips
{
    private FunctionEventView Call { get; init; } = null!;

    internal static RenderFragment Of(FunctionEventView call)
        => new HostedChips { Call = call }.BuildRenderTree;
}
