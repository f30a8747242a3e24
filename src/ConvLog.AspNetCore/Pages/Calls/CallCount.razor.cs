using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>A number of calls, with a link to their conversations if a filter finds them.</summary>
public partial class CallCount
{
    private long Calls { get; init; }

    private string? Address { get; init; }

    internal static RenderFragment Of(ConsolePaths paths, CallsRequest request, long calls, string? outcome)
        => new CallCount { Calls = calls, Address = CallParts.Address(paths, request, outcome) }.BuildRenderTree;
}
