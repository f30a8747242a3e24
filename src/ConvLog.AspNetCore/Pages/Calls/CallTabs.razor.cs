using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The tabs of a function, endpoint or model.</summary>
public partial class CallTabs
{
    private ConsolePaths Paths { get; init; } = null!;

    private CallsRequest Request { get; init; } = null!;

    private bool IsOfCalls { get; init; }

    internal static RenderFragment Of(ConsolePaths paths, CallsRequest request, bool isOfCalls)
        => new CallTabs { Paths = paths, Request = request, IsOfCalls = isOfCalls }.BuildRenderTree;
}
