namespace ConvLog.Extensions.AI.Realtime;

/// <summary>One input of the user: a message, or speech up to a pause.</summary>
/// <param name="itemId">The service's id; null if unknown.</param>
/// <param name="text">The text; empty until the speech is transcribed.</param>
/// <param name="item">Its item in the model's input.</param>
internal sealed class RealtimeInput(string? itemId, MaskedText text, RealtimeHistory.Item item)
{
    public string? ItemId => itemId;

    public MaskedText Text { get; private set; } = text;

    /// <summary>When it was complete, as a timestamp.</summary>
    public long Ended { get; init; }

    /// <summary>Sets the transcript.</summary>
    public void SetText(MaskedText transcript)
    {
        Text = transcript;
        item.Message = ModelMessage.User(transcript);
    }
}
