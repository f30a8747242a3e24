using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A number of calls, with a link to their list if the name has one.</summary>
public partial class CallCount
{
    private long Calls { get; init; }

    private string? Address { get; init; }

    internal static RenderFragment Of(ConsolePaths paths, CallsRequest request, long calls)
        => new CallCount { Calls = calls, Address = CallParts.Calls(paths, request) }.BuildRenderTree;
}
