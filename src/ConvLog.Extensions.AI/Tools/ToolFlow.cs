using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>What an async flow is in the middle of: a request during which a loop invokes tools, or one of these tools.</summary>
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

    /// <summary>The request whose loop this is in; null for none, and inside of a tool.</summary>
    public static IToolRequest? Request => s_current.Value?._request;

    /// <summary>The call that a tool is being invoked for as a function event; null for none, and where not known.</summary>
    public static FunctionCallContent? Invoked => s_current.Value?._invoked;

    /// <summary>Whether it is inside of a tool.</summary>
    public static bool IsInTool => s_current.Value is { _request: null };

    /// <summary>Enters a request, until it is disposed in the same method.</summary>
    public static ToolFlow EnterRequest(IToolRequest request) => new(request, invoked: null);

    /// <summary>Enters a tool, until it is disposed in the same method. What it asks of other agents has nothing to do with the request.</summary>
    public static ToolFlow EnterTool(FunctionCallContent? invoked) => new(request: null, invoked);

    public void Dispose() => s_current.Value = _before;
}
