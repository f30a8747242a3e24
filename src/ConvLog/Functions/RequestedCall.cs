namespace ConvLog.Functions;

/// <summary>A model call that requested a tool call. Services may reuse the same ID in each round.</summary>
/// <param name="modelCallId">The ID of the model call.</param>
/// <param name="at">The timestamp of its end.</param>
/// <param name="before">The previous model call that requested the same ID; null if none.</param>
internal sealed class RequestedCall(string modelCallId, long at, RequestedCall? before)
{
    private readonly RequestedCall? _before = before;
    private readonly long _at = at;

    public string ModelCallId => modelCallId;

    /// <summary>Whether a function event belongs to it.</summary>
    public bool IsCalled { get; set; }

    /// <summary>The model call that a function event belongs to: the last one that had ended when the event began, otherwise the first.</summary>
    public RequestedCall For(long began)
    {
        var asked = this;
        while (asked._at > began && asked._before is { } before)
        {
            asked = before;
        }

        return asked;
    }
}
