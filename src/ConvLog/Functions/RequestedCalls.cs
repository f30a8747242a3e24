namespace ConvLog.Functions;

/// <summary>The tool calls that the model calls of a turn have requested. Safe to use from any thread.</summary>
internal sealed class RequestedCalls
{
    private readonly Lock _lock = new();
    private Dictionary<string, RequestedCall>? _byId;

    /// <summary>Adds the tool calls that a model call requested.</summary>
    public void Add(ModelCall call)
    {
        lock (_lock)
        {
            foreach (var tool in call.Response?.ToolCalls ?? [])
            {
                _byId ??= new(StringComparer.Ordinal);
                _byId[tool.CallId] = new RequestedCall(call.Id, call.EndTimestamp, _byId.GetValueOrDefault(tool.CallId));
            }
        }
    }

    /// <summary>The ID of the model call that requested a tool call, which now has a function event; null if there is none.</summary>
    /// <param name="toolCallId">The ID of the tool call.</param>
    /// <param name="since">The timestamp of the tool's invocation.</param>
    public string? ModelCallOf(string? toolCallId, long since)
    {
        lock (_lock)
        {
            if (toolCallId is null || _byId?.GetValueOrDefault(toolCallId)?.For(since) is not { } asked)
            {
                return null;
            }

            asked.IsCalled = true;
            return asked.ModelCallId;
        }
    }

    /// <summary>Whether a function event belongs to the last requested tool call with an ID.</summary>
    public bool IsCalled(string toolCallId)
    {
        lock (_lock)
        {
            return _byId?.GetValueOrDefault(toolCallId) is { IsCalled: true };
        }
    }
}
