using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>The state of an async flow: inside a request during which a loop invokes tools, or inside one of these tools.</summary>
internal sealed class ToolFlow : IDisposable
{
    private static readonly AsyncLocal<ToolFlow?> s_current = new();

    private readonly ToolFlow? _before = s_current.Value;
    private readonly IToolRequest? _request;
    private readonly FunctionCallContent? _invoked;

    private ToolFlow(IToolRequest? request, FunctionCallContent? invoked)
    {
        _request = request;
        _invoked = invoked;
        s_current.Value = this;
    }

    /// <summary>The request of the current loop; null if there is none, and inside a tool.</summary>
    public static IToolRequest? Request => s_current.Value?._request;

    /// <summary>The call for which a tool is being invoked as a function event; null if there is none, or if it is unknown.</summary>
    public static FunctionCallContent? Invoked => s_current.Value?._invoked;

    /// <summary>Whether the flow is inside a tool.</summary>
    public static bool IsInTool => s_current.Value is { _request: null };

    /// <summary>Enters a request, until it is disposed in the same method.</summary>
    public static ToolFlow EnterRequest(IToolRequest request) => new(request, invoked: null);

    /// <summary>Enters a tool, until it is disposed in the same method. Requests that the tool makes are independent of the outer request.</summary>
    public static ToolFlow EnterTool(FunctionCallContent? invoked) => new(request: null, invoked);

    public void Dispose() => s_current.Value = _before;
}
