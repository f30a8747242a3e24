using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>A link to the trace of a function call, model call or API response; nothing without a template for addresses or without a trace.</summary>
public partial class TraceLink
{
    private string? Address { get; init; }

    internal static RenderFragment Of(string? traceId, string? spanId, ConsolePage page)
        => new TraceLink { Address = TraceUrl.Of(page.TraceUrl, traceId, spanId) }.BuildRenderTree;
}
