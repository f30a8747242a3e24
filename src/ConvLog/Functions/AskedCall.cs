namespace ConvLog.Functions;

/// <summary>A model call that requested a tool call. Services may use the same id again in each round.</summary>
/// <param name="modelCallId">The model call.</param>
/// <param name="at">When it ended, a timestamp.</param>
/// <param name="before">The one that requested the same id before; null for none.</param>
internal sealed class AskedCall(string modelCallId, long at, AskedCall? before)
{
    private readonly AskedCall? _before = before;
    private readonly long _at = at;

    public string ModelCallId => modelCallId;

    /// <summary>Whether a function event belongs to it.</summary>
    public bool IsCalled { get; set; }

    /// <summary>The one that a function belongs to: the last that had requested it when it began, else the first that did later.</summary>
    public AskedCall For(long began)
    {
        var asked = this;
        while (asked._at > began && asked._before is { } before)
        {
            asked = before;
        }

        return asked;
    }
}
