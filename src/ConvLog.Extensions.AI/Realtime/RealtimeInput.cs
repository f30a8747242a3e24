namespace ConvLog.Extensions.AI.Realtime;

/// <summary>One input of the user's: a message, or what was said until a pause.</summary>
/// <param name="itemId">The service's id of it; null where not known.</param>
/// <param name="text">The words; empty until they are transcribed.</param>
/// <param name="item">Its place in what the model is asked with.</param>
internal sealed class RealtimeInput(string? itemId, MaskedText text, RealtimeHistory.Item item)
{
    public string? ItemId => itemId;

    public MaskedText Text { get; private set; } = text;

    /// <summary>When it was complete, a timestamp.</summary>
    public long Ended { get; init; }

    /// <summary>Takes the transcript.</summary>
    public void SetText(MaskedText transcript)
    {
        Text = transcript;
        item.Message = ModelMessage.User(transcript);
    }
}
