namespace ConvLog.Functions;

/// <summary>That a model call asked for a tool call. Services may use the same id again in each round.</summary>
/// <param name="ModelCallId">The model call.</param>
/// <param name="At">When it ended, a timestamp.</param>
/// <param name="Before">The one that asked for the same id before; null for none.</param>
internal sealed record AskedCall(string ModelCallId, long At, AskedCall? Before)
{
    /// <summary>The one that a function belongs to: the last that had asked for it when it began, else the first that did later.</summary>
    public AskedCall For(long began)
    {
        var asked = this;
        while (asked.At > began && asked.Before is { } before)
        {
            asked = before;
        }

        return asked;
    }
}
