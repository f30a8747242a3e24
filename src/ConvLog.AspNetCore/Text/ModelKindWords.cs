namespace ConvLog.AspNetCore.Text;

/// <summary>Texts for kinds of model calls.</summary>
internal static class ModelKindWords
{
    /// <summary>The kind in a word or two; null for chat.</summary>
    public static string? Of(ModelCallKind kind) => kind switch
    {
        ModelCallKind.Embeddings => "Embeddings",
        ModelCallKind.Reranking => "Reranking",
        ModelCallKind.SpeechToText => "Speech to text",
        ModelCallKind.TextToSpeech => "Text to speech",
        ModelCallKind.ImageGeneration => "Image generation",
        _ => null,
    };
}
